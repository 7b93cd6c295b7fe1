namespace ChatTriage.Api.Tests.Model;

/// <summary>A model that does its work: its words are shown, and nothing that the rules decided changes.</summary>
public sealed class ModelWriterTests : IAsyncLifetime
{
    internal const string Question = "网贷逾期接电话了还会爆通讯录吗";

    private FakeModel model = null!;
    private ChatTriageApplication service = null!;

    public async Task InitializeAsync()
    {
        model = await FakeModel.StartAsync();
        service = ChatTriageApplication.With(new() { ["Model:Endpoint"] = model.Endpoint, ["Model:Name"] = "test", ["Model:ApiKey"] = "k", ["Model:ContentProducer"] = "0011" });
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task Smoke()
    {
        var offline = await new ChatTriageApplication().Ask(Question);
        File.WriteAllText("/tmp/offline.json", offline.ToString());
        model.Behaviour = (_, context) => FakeModel.Say(context, "别慌，这种事很多人都遇到过。" + offline.GetProperty("citations")[0].GetProperty("text").GetString()!.Split('。')[0] + "。[1]" + offline.GetProperty("citations")[1].GetProperty("text").GetString()!.Split('。')[0] + "[2]。");
        var answer = await service.Ask(Question);
        File.WriteAllText("/tmp/online.json", answer.ToString());
        File.WriteAllText("/tmp/prompt.json", model.Calls.Count > 0 ? model.Calls[0].ToString() : "none");
    }
}
