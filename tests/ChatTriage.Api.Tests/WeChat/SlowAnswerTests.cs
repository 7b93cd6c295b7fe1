
namespace ChatTriage.Api.Tests.WeChat;

/// <summary>WeChat waits five seconds, asks three times, and shows its reader a broken account otherwise.</summary>
public sealed class SlowAnswerTests : IClassFixture<ServiceWithModel>, IDisposable
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";
    private const string Good = "别慌，先把情况理清楚。没有哪一条规则能保证接了电话就不会联系通讯录里的人。[1]\n接通后先问清对方姓名、代表哪家机构，再说请以后只联系我本人。[2]";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    private readonly TaskCompletionSource modelMaySpeak = new();
    private readonly FakeEndpoint model;
    private readonly ChatTriageApplication service;
    private readonly WeChatAccount account;

    public SlowAnswerTests(ServiceWithModel shared)
    {
        (model, service, account) = (shared.Model, shared.Service, new WeChatAccount(shared.Service));
        model.Chatted.Clear();
        model.Chats = async (_, context) =>
        {
            await modelMaySpeak.Task.WaitAsync(context.RequestAborted);
            await FakeEndpoint.Say(context, Good);
        };
    }

    public void Dispose() => modelMaySpeak.TrySetResult();

    [Fact]
    public async Task A_quick_model_is_answered_with_at_once_and_says_so()
    {
        modelMaySpeak.SetResult();

        var reply = await account.Say(Question);

        Assert.Contains("别慌，先把情况理清楚。", reply, StringComparison.Ordinal);
        Assert.Contains("含 AI 生成", reply, StringComparison.Ordinal);
        Assert.Contains("以上说明由 AI 生成", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_four_and_a_half_seconds_the_reader_is_told_how_to_get_the_answer()
    {
        var waiting = account.Say(Question);
        await WaitFor(() => model.Chatted.Count == 1);
        service.Time.Advance(Patience - TimeSpan.FromMilliseconds(1));
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);

        service.Time.Advance(TimeSpan.FromMilliseconds(1));

        var reply = await waiting;
        Assert.Contains("回复 1 看结果", reply, StringComparison.Ordinal);
        Assert.Contains("110", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prepared_answer_comes_with_1_and_goes_on_with_2()
    {
        await GiveUpOn(account.Text(Question));
        modelMaySpeak.SetResult();

        var first = await account.Say("1");
        var second = await account.Say("2");

        Assert.Contains("别慌，先把情况理清楚。", first, StringComparison.Ordinal);
        Assert.Contains("（2/", second, StringComparison.Ordinal);
        Assert.Single(model.Chatted);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Whoever_asks_too_early_is_told_again_and_misses_nothing(string number)
    {
        await GiveUpOn(account.Text(Question));

        var early = account.Say(number);
        // When the call begins to wait is not to be seen from here: time passes until its patience is over.
        for (var i = 0; i < 500 && !early.IsCompleted; i++)
        {
            service.Time.Advance(Patience);
            await Task.Delay(20);
        }

        Assert.Contains("回复 1 看结果", await early, StringComparison.Ordinal);
        modelMaySpeak.SetResult();
        Assert.StartsWith("有可能，接不接都没有保证", await account.Say("1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_deliveries_of_one_message_get_one_answer_from_one_computation()
    {
        var message = account.Text(Question);
        var deliveries = Enumerable.Range(0, 3).Select(_ => account.Deliver(message)).ToArray();
        await WaitFor(() => model.Chatted.Count == 1);
        modelMaySpeak.SetResult();

        var replies = await Task.WhenAll(deliveries);

        Assert.Single(replies.Distinct());
        Assert.Contains("别慌，先把情况理清楚。", replies[0], StringComparison.Ordinal);
        Assert.Equal(replies[0], await account.Deliver(message));
        Assert.Single(model.Chatted);
    }

    [Fact]
    public async Task A_delivery_repeated_after_the_answer_is_ready_gets_it()
    {
        var message = account.Text(Question);
        await GiveUpOn(message);
        modelMaySpeak.SetResult();

        Assert.Contains("别慌，先把情况理清楚。", await account.Deliver(message), StringComparison.Ordinal);
        Assert.Single(model.Chatted);
    }

    [Fact]
    public async Task A_page_delivered_twice_is_one_page()
    {
        modelMaySpeak.SetResult();
        await account.Say(Question);
        var next = account.Text("2");

        var once = await account.Deliver(next);
        var again = await account.Deliver(next);

        Assert.Equal(once, again);
        Assert.NotEqual(once, await account.Say("2"));
    }

    [Fact]
    public async Task The_same_words_sent_again_are_a_new_message()
    {
        modelMaySpeak.SetResult();
        await account.Say(Question);
        await account.Say(Question);

        Assert.Equal(2, model.Chatted.Count);
    }

    [Fact]
    public async Task A_crisis_is_answered_at_once_though_another_answer_is_waited_for()
    {
        await GiveUpOn(account.Text(Question));

        var reply = await account.Say("我真的不想活了");

        Assert.Contains("12356", reply, StringComparison.Ordinal);
        Assert.Single(model.Chatted);
    }

    [Fact]
    public async Task A_model_that_breaks_leaves_the_answer_that_people_wrote()
    {
        model.Chats = (_, context) => FakeEndpoint.Refuse(context, 400);

        Assert.StartsWith("有可能，接不接都没有保证", await account.Say(Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_read_is_forgotten()
    {
        modelMaySpeak.SetResult();
        await account.Say(Question);

        service.Time.Advance(TimeSpan.FromMinutes(31));

        Assert.Contains("直接把问题写给我", await account.Say("2"), StringComparison.Ordinal);
    }

    private async Task GiveUpOn(string message)
    {
        var waiting = account.Deliver(message);
        await WaitFor(() => model.Chatted.Count == 1);
        service.Time.Advance(Patience);
        Assert.Contains("回复 1 看结果", await waiting, StringComparison.Ordinal);
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++) await Task.Delay(50);
        Assert.True(condition());
    }
}

/// <summary>A service in the plain mode with a model.</summary>
public sealed class ServiceWithModel : IAsyncLifetime
{
    public FakeEndpoint Model { get; private set; } = null!;

    public ChatTriageApplication Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Model = await FakeEndpoint.StartAsync();
        Service = WeChatAccount.Plain(new() { ["Model:Endpoint"] = Model.Address.ToString(), ["Model:Name"] = "test-model", ["Model:TrySeconds"] = "60", ["Model:TotalSeconds"] = "60" });
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Model.DisposeAsync();
    }
}
