using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.Knowledge;

/// <summary>一个话题 A topic.</summary>
internal sealed record TopicDescription
{
    /// <summary>编号 Id.</summary>
    /// <example>contact-harassment</example>
    public required string Id { get; init; }

    /// <summary>名称 Name.</summary>
    /// <example>爆通讯录与联系第三人</example>
    public required string Name { get; init; }

    /// <summary>包括什么 What belongs to it.</summary>
    /// <example>催收打电话、发短信或发群消息给家人、朋友、同事、紧急联系人</example>
    public required string Description { get; init; }
}

/// <summary>一项情况的定义 The definition of a fact.</summary>
internal sealed record FactDescription
{
    /// <summary>编号，用作请求 facts 的键 Id, the key in a request's facts.</summary>
    /// <example>lender-type</example>
    public required string Id { get; init; }

    /// <summary>值的类型；date 写成 yyyy-MM-dd Type of its value; a date is written yyyy-MM-dd.</summary>
    /// <example>choice</example>
    public required FactType Type { get; init; }

    /// <summary>名称 Label.</summary>
    /// <example>放款方</example>
    public required string Label { get; init; }

    /// <summary>数字的单位 Unit of a number.</summary>
    /// <example>null</example>
    public string? Unit { get; init; }

    /// <summary>最小值 Least number.</summary>
    /// <example>null</example>
    public decimal? Min { get; init; }

    /// <summary>最大值 Greatest number.</summary>
    /// <example>null</example>
    public decimal? Max { get; init; }

    /// <summary>怎么问；从不追问的为 null What to ask; null when it is never asked.</summary>
    /// <example>钱是谁放给你的？看合同里的「贷款人」那一栏。</example>
    public string? Question { get; init; }

    /// <summary>选项 Options.</summary>
    public required IReadOnlyList<OptionResponse> Options { get; init; }
}

/// <summary>一部法律或规则 An instrument.</summary>
internal sealed record LawResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>public-security-administration-punishments-law</example>
    public required string Id { get; init; }

    /// <summary>全称 Full title.</summary>
    /// <example>中华人民共和国治安管理处罚法</example>
    public required string Title { get; init; }

    /// <summary>谁制定 Who made it.</summary>
    /// <example>全国人民代表大会常务委员会</example>
    public required string Issuer { get; init; }

    /// <summary>效力 How it binds.</summary>
    /// <example>law</example>
    public required Binding Binding { get; init; }

    /// <summary>各个版本，旧的在前 Versions, oldest first.</summary>
    public required IReadOnlyList<LawVersionResponse> Versions { get; init; }

    public static LawResponse From(Law law) => new()
    {
        Id = law.Id,
        Title = law.Title,
        Issuer = law.Issuer,
        Binding = law.Binding,
        Versions = [.. law.Versions.Select(version => new LawVersionResponse
        {
            From = version.From,
            To = version.To,
            Checked = version.Checked,
            Source = version.Reference,
            Provisions = [.. version.Provisions.Select(provision => new ProvisionResponse
            {
                Article = provision.Article,
                Now = provision.Now,
                Summary = provision.Summary,
                Consequence = provision.Consequence,
            })],
        })],
    };
}

/// <summary>一个版本 A version.</summary>
internal sealed record LawVersionResponse
{
    /// <summary>从哪天有效 First day in force.</summary>
    /// <example>2026-01-01</example>
    public required DateOnly From { get; init; }

    /// <summary>到哪天有效 Last day in force; null while in force.</summary>
    /// <example>null</example>
    public DateOnly? To { get; init; }

    /// <summary>哪天核对过 The day somebody last looked.</summary>
    /// <example>2026-11-23</example>
    public required DateOnly Checked { get; init; }

    /// <summary>读的是哪个文本 Which text was read.</summary>
    /// <example>2025年修订文本</example>
    public required string Source { get; init; }

    /// <summary>条文 Provisions.</summary>
    public required IReadOnlyList<ProvisionResponse> Provisions { get; init; }
}

/// <summary>一条 A provision.</summary>
internal sealed record ProvisionResponse
{
    /// <summary>条号 Article.</summary>
    /// <example>第五十条</example>
    public required string Article { get; init; }

    /// <summary>后一个版本里的条号，有变化才写 Its number in the next version, where that differs.</summary>
    /// <example>null</example>
    public string? Now { get; init; }

    /// <summary>大意 What it says, in our words.</summary>
    /// <example>多次发送恐吓、骚扰信息干扰他人正常生活的，要受治安处罚。</example>
    public required string Summary { get; init; }

    /// <summary>违反了会怎样 What follows from breaking it.</summary>
    /// <example>拘留或者罚款</example>
    public string? Consequence { get; init; }
}

/// <summary>一篇文章 An article.</summary>
internal sealed record ArticleResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>answering-the-call</example>
    public required string Id { get; init; }

    /// <summary>标题 Title.</summary>
    /// <example>接了催收电话，还会爆通讯录吗</example>
    public required string Title { get; init; }

    /// <summary>话题，主要的在前 Topics, the main one first.</summary>
    /// <example>["contact-harassment"]</example>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>人们怎么问 How people ask it.</summary>
    /// <example>["不接电话会不会爆通讯录"]</example>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>一般情况下的直接答复 The direct verdict where nothing more is known.</summary>
    /// <example>有可能，接不接都没有保证。</example>
    public required string Verdict { get; init; }

    /// <summary>哪天有人审过；null 表示没有审过 The day a person last reviewed it; null for unreviewed text.</summary>
    /// <example>2026-11-23</example>
    public DateOnly? Reviewed { get; init; }

    /// <summary>各节 Sections.</summary>
    public required IReadOnlyList<SectionResponse> Sections { get; init; }

    /// <summary>依据 Sources.</summary>
    public required IReadOnlyList<SourceResponse> Sources { get; init; }

    public static ArticleResponse From(Article article, KnowledgeBase knowledge) => new()
    {
        Id = article.Id,
        Title = article.Title,
        Topics = article.Topics,
        Questions = article.Questions,
        Verdict = article.Answers[^1].Text,
        Reviewed = article.Reviewed,
        Sections = [.. article.Sections.Select(section => new SectionResponse { Heading = section.Heading, Text = section.Text })],
        Sources = [.. article.Sources.Select(source => new SourceResponse
        {
            Law = source.LawId,
            Title = knowledge.Laws[source.LawId].ShortTitle,
            Article = source.Article,
            Binding = knowledge.Laws[source.LawId].Binding,
        })],
    };
}

/// <summary>一节 A section.</summary>
internal sealed record SectionResponse
{
    /// <summary>小标题 Heading.</summary>
    /// <example>接电话只能降低风险，不是保证</example>
    public required string Heading { get; init; }

    /// <summary>文字(Markdown) Text.</summary>
    /// <example>接不接电话，都没有一条规则能保证通讯录里的人不被联系。</example>
    public required string Text { get; init; }
}

/// <summary>一处依据 A source.</summary>
internal sealed record SourceResponse
{
    /// <summary>法律编号 Id of the instrument.</summary>
    /// <example>civil-code</example>
    public required string Law { get; init; }

    /// <summary>名称 Title.</summary>
    /// <example>民法典</example>
    public required string Title { get; init; }

    /// <summary>条号 Article.</summary>
    /// <example>第一千零三十三条</example>
    public required string Article { get; init; }

    /// <summary>效力 How it binds.</summary>
    /// <example>law</example>
    public required Binding Binding { get; init; }
}
