using System.Text.RegularExpressions;

namespace ChatTriage.Cli.Ingest;

/// <summary>Tells the lines of a site from those of its text.</summary>
internal static partial class Boilerplate
{
    private const int LongestChrome = 90;

    /// <summary>Lists of links follow their head to the page's end when so many of the lines are links.</summary>
    private const double ListShare = 0.6;

    /// <summary>The lines of the text alone.</summary>
    /// <param name="lines">All lines of the page.</param>
    /// <param name="chrome">Lines that the site repeats on many pages.</param>
    public static IReadOnlyList<PageLine> Remove(IReadOnlyList<PageLine> lines, IReadOnlySet<string> chrome)
    {
        var text = new List<PageLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!ListHead().IsMatch(lines[i].Text))
            {
                if (!IsChrome(lines[i]) && !chrome.Contains(lines[i].Text)) text.Add(lines[i]);
                continue;
            }

            var rest = lines.Skip(i + 1).ToArray();
            if (rest.Count(IsEntry) >= rest.Length * ListShare) break;
            i += rest.TakeWhile(IsEntry).Count();
        }

        return text;
    }

    /// <summary>Whether a line belongs to no sentence: such a line may be a site's, if many pages have it.</summary>
    public static bool IsEntry(PageLine line) => line.IsLink || (line.Text.Length <= LongestChrome && !EndsSentence(line.Text));

    /// <summary>Whether a sentence ends at the line's end.</summary>
    public static bool EndsSentence(string text) => text.TrimEnd('"', '”', '’', '」', '』', ')', '）') is { Length: > 0 } bare && "。！？!?；;：:…，,、".Contains(bare[^1], StringComparison.Ordinal);

    private static bool IsChrome(PageLine line) =>
        (line.IsLink && !EndsSentence(line.Text)) || (line.Text.Length <= LongestChrome && Chrome().IsMatch(line.Text)) || line.Text.All(c => !char.IsLetterOrDigit(c));

    [GeneratedRegex("""
        ^\W*(
        (发布|发表|更新|编辑|修改|创建|发帖)?(时间|日期|于|者|人)\s*[:：]?\s*(19|20)\d\d.*|(19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?([ T]\d{1,2}:\d\d(:\d\d)?)?.{0,30}
        |(文章|信息|新闻|内容)?(来源|作者|责编|责任编辑|编辑|审核|校对|撰文|记者|出处|原标题|关键词|标签|分类|栏目|浏览|阅读|点击|点赞|评论|收藏|人气|热度)(量|数|次数)?\s*[:：]\s*.{0,40}
        |(阅读|浏览|点击|评论|点赞|收藏|转发|分享)(量|数|次数)?\s*[(（]?\s*\d[\d.,万千+]*\s*(次|人|条|赞)?[)）]?|\d+\s*(人|次)(阅读|浏览|看过|点赞).*
        |(当前|您(现在)?的|你(现在)?的|所在)位置.*|首页\s*([>»›/|·-].*)?|.{0,20}[>»›].{1,30}[>»›].{1,40}|(上|下)一(篇|页|条|章).*|(没有了|返回(顶部|首页|列表|上一页|目录)|回到?顶部|置顶|top|to top|back to top|↑)
        |(分享(到|至|给)?|转发|扫(一扫|码)|微信扫|长按(识别|保存|二维码)|关注(我们|公众号|微信)|添加?微信|加(微信|群|我)|点击(关注|下载|查看|咨询|这里|此处|添加|领取)|立即(咨询|申请|下载|注册|领取)|免费(咨询|领取|下载)|在线(咨询|客服)|(客服|咨询|服务|联系|举报|投诉)(电话|热线|微信|邮箱|qq)).{0,60}
        |(复制(链接|本文)|打印|收藏(本页|本文)?|点赞|赞|踩|评论|举报|登录|登陆|注册|退出|搜索|菜单|导航|关闭|展开(全文|更多)?|收起|阅读(全文|更多)|查看(更多|全文|详情)|更多|more|加载中.*|换一[换批])([ /|·]+.{0,40})?
        |(版权|著作权)(所有|声明|归).*|copyright.*|©.*|all rights reserved.*|.{0,30}(icp(备|证)|公网安备|备案号|增值电信).*|(免责|郑重|特别|版权|风险|法律)?(声明|提示)\s*[:：].*|.*(侵权|侵犯).{0,20}(删除|处理|联系).*|本(文|站|网|页).{0,12}(转载|来源于|整理自|仅供|不代表|版权).*|(未经|如需).{0,12}(许可|授权|转载).*
        )\W*$
        """, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Chrome();

    [GeneratedRegex(@"^\W*(相关|热门|推荐|最新|精选|更多|同类|近期|随机|延伸|扩展|猜你喜欢|大家(都|还)?在?(看|搜|问)|为(您|你)推荐|您可能|你可能|热点|友情|网友|全部|最近)(的|更新)?(内容|文章|阅读|推荐|资讯|新闻|链接|标签|搜索|问题|问答|评论|话题|专题|喜欢|感兴趣)?(排行榜?|列表)?\W*$", RegexOptions.ExplicitCapture)]
    private static partial Regex ListHead();
}
