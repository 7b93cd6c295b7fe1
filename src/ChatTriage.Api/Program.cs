using ChatTriage.Api.Calculators;
using ChatTriage.Api.CallLogs;
using ChatTriage.Api.Conversations;
using ChatTriage.Api.Embeddings;
using ChatTriage.Api.Feedback;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Letters;
using ChatTriage.Api.Model;
using ChatTriage.Api.Operations;
using ChatTriage.Api.Page;
using ChatTriage.Api.Questions;
using ChatTriage.Api.SharedMemory;
using ChatTriage.Api.Storage;
using ChatTriage.Api.WeChat;
using ChatTriage.Knowledge;
using ChatTriage.Writing.Model;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.LimitRequests();
builder.Services
    .AddJson()
    .AddProblems()
    .AddApiDocumentation()
    .AddModel()
    .AddEmbeddings()
    .AddKnowledge()
    .AddStorage()
    .AddSharedMemory()
    .AddRateLimit()
    .AddConversations()
    .AddFeedback()
    .AddQuestions()
    .AddCalculators()
    .AddCallLogs()
    .AddLetters()
    .AddWeChat()
    .AddChatPage();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseBodyLimit();
app.UseSecurityHeaders();
app.UseChatPage();
app.UseRateLimit();
app.UseApiDocumentation();
app.MapQuestions();
app.MapCalculators();
app.MapCallLogs();
app.MapLetters();
app.MapConversations();
app.MapFeedback();
app.MapKnowledge();
app.MapHealth();
app.MapWeChat();

try
{
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    app.Services.GetRequiredService<LiveKnowledge>().Start();
    await app.Services.GetRequiredService<Database>().StartAsync();
    await app.RunAsync();
    return 0;
}
catch (KnowledgeException fault)
{
    await Console.Error.WriteLineAsync($"The knowledge base cannot be used:{Environment.NewLine}{fault.Message}");
    return 1;
}
catch (PromptException fault)
{
    await Console.Error.WriteLineAsync($"The prompts cannot be used: {fault.Message}");
    return 1;
}
catch (StorageException fault)
{
    await Console.Error.WriteLineAsync($"The storage cannot be used: {fault.Message}");
    return 1;
}
catch (Exception fault) when (fault is OptionsValidationException or InvalidOperationException { InnerException: ArgumentException or FormatException })
{
    await Console.Error.WriteLineAsync($"The configuration cannot be used: {fault.Message}");
    return 1;
}

/// <summary>The service's entry point; public so that tests can host it.</summary>
public partial class Program;
