using ChatTriage.Api.Operations;
using ChatTriage.Writing.Model;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Questions;

/// <summary>The main job: a question goes in, an answer comes out, whole or as it is written.</summary>
internal static partial class QuestionsApi
{
    public static IServiceCollection AddQuestions(this IServiceCollection services)
    {
        services.AddSingleton<Turns>();
        services.AddSingleton<Retries>();
        services.AddSingleton<IValidator<QuestionRequest>, QuestionRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapQuestions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/questions").WithTags("提问 Questions").AddEndpointFilter(Retries.CheckKey);
        group.MapPost("/", Ask).Validate<QuestionRequest>()
            .WithSummary("提问，得到带出处的回答和权利清单 Ask a question, get a cited answer wrapped in a rights checklist")
            .WithDescription("不需要模型，也不需要密钥。问到范围以外的事也回 200，说明原因和该去哪里。 Needs no model and no key. What is out of scope is answered with 200 too: the reason, and where to go.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/stream", Stream).Validate<QuestionRequest>()
            .WithSummary("提问，边写边回（server-sent events） The same answer as it is written, as server-sent events")
            .WithDescription("依次是 triage、checklist、citations、若干 text、done；heartbeat 只表示还在写。text 带 withdrawn: true 时，前面的 text 作废，以 done 为准。 Events: triage, checklist, citations, text…, done (the whole answer); heartbeat says that it is still being written. A text with withdrawn: true takes back those before it.")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    /// <param name="retryKey" example="5f0c2a8e-6b1d-4d0e-9a37-3a1c8d2e4f60">每个问题一个随机值（16 到 64 位），重发同一个问题时带上，就不会重复处理 A random text for each question; sent again with it, a question is not worked on twice</param>
    /// <param name="request">The question.</param>
    /// <param name="turns">Takes the turn.</param>
    /// <param name="retries">Questions that are sent again.</param>
    /// <param name="model">The model's settings.</param>
    /// <param name="host">Ends when the service stops.</param>
    /// <param name="logger">The log.</param>
    /// <param name="cancellationToken">Ends when the client leaves.</param>
    private static async Task<Ok<AnswerResponse>> Ask(
        [FromHeader(Name = Retries.Header)] string? retryKey, QuestionRequest request, Turns turns, Retries retries, IOptions<ModelSettings> model,
        IHostApplicationLifetime host, ILogger<Turn> logger, CancellationToken cancellationToken)
    {
        if (retryKey is null) return TypedResults.Ok(await AnswerAsync(request, turns, model.Value, logger, cancellationToken));
        return TypedResults.Ok(await retries.OnceAsync(retryKey, request, () => AnswerAsync(request, turns, model.Value, logger, host.ApplicationStopping))
            .WaitAsync(cancellationToken));
    }

    private static async Task<AnswerResponse> AnswerAsync(QuestionRequest request, Turns turns, ModelSettings model, ILogger logger, CancellationToken cancellationToken)
    {
        var turn = await turns.BeginAsync(request, ownId: null, cancellationToken);
        WritingStep.Finished? finished = null;
        await foreach (var step in turn.WriteAsync(cancellationToken)) finished = step as WritingStep.Finished;
        LogGuard(logger, turn.Id, finished!.Report);
        return AnswerMapping.ToResponse(turn, finished, model, request.Debug);
    }

    /// <param name="retryKey" example="5f0c2a8e-6b1d-4d0e-9a37-3a1c8d2e4f60">每个问题一个随机值；流断了，带上它改用整段的接口，拿到的就是同一个回答 A random text for each question; when the stream breaks, the question in one piece under the same key gets the same answer</param>
    /// <param name="request">The question.</param>
    /// <param name="context">The response to write to.</param>
    /// <param name="turns">Takes the turn.</param>
    /// <param name="retries">Questions that are sent again.</param>
    /// <param name="model">The model's settings.</param>
    /// <param name="json">How JSON is written.</param>
    /// <param name="host">Ends when the service stops.</param>
    /// <param name="logger">The log.</param>
    private static async Task Stream(
        [FromHeader(Name = Retries.Header)] string? retryKey, QuestionRequest request, HttpContext context, Turns turns, Retries retries, IOptions<ModelSettings> model,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, IHostApplicationLifetime host, ILogger<Turn> logger)
    {
        var left = context.RequestAborted;
        Turn? turn = null;
        var whole = retryKey is null
            ? await BeginAsync(left)
            : await retries.OnceAsync(retryKey, request, () => BeginAsync(host.ApplicationStopping)).WaitAsync(left);
        await using var events = new EventStream(context.Response, json.Value.SerializerOptions);
        await events.SendAsync("triage", new { whole.Id, whole.ConversationId, whole.AsOf, whole.KnowledgeVersion, whole.Scope, whole.Triage, whole.Facts }, left);
        await events.SendAsync("checklist", new { whole.Checklist, whole.Channels, whole.FollowUps, whole.Letters, whole.Notices }, left);
        await events.SendAsync("citations", new { whole.Citations }, left);
        await events.SendAsync("text", new TextEvent { Part = "verdict", Text = whole.Answer.Verdict }, left);
        if (turn is null)
        {
            // Sent again: the turn was taken before, here or on another node.
            await events.SendAsync("text", new TextEvent { Part = "text", Text = whole.Answer.Text }, left);
            await events.SendAsync("done", whole, left);
            return;
        }

        try
        {
            await foreach (var step in turn.WriteAsync(left).WithHeartbeat(events, left))
            {
                switch (step)
                {
                    case WritingStep.Piece piece:
                        await events.SendAsync("text", new TextEvent { Part = "text", Text = piece.Text }, left);
                        break;
                    case WritingStep.Withdrawn:
                        await events.SendAsync("text", new TextEvent { Part = "text", Text = "", Withdrawn = true }, left);
                        break;
                    case WritingStep.Finished finished:
                        LogGuard(logger, turn.Id, finished.Report);
                        if (finished.Answer.Text.Label is null) await events.SendAsync("text", new TextEvent { Part = "text", Text = finished.Answer.Text.Text }, left);
                        var answer = AnswerMapping.ToResponse(turn, finished, model.Value, request.Debug);
                        if (retryKey is not null) await retries.KeepAsync(retryKey, request, answer);
                        await events.SendAsync("done", answer, left);
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader left; the model call ended with it.
        }
        catch (Exception fault)
        {
            LogBroken(logger, fault, turn.Id);
            await events.SendAsync("error", Problems.Internal(context), left);
        }

        // Until it is worded, whoever asks again gets the answer as the rules made it.
        async Task<AnswerResponse> BeginAsync(CancellationToken cancellationToken)
        {
            turn = await turns.BeginAsync(request, ownId: null, cancellationToken);
            return AnswerMapping.ToResponse(turn, new WritingStep.Finished(turn.Draft, GuardReport.NotAsked), model.Value, withReport: false);
        }
    }

    /// <summary>Logs what the guard did with an answer, in counts.</summary>
    public static void LogGuard(ILogger logger, string answer, GuardReport report)
    {
        if (report.Fault is { } fault) LogFault(logger, answer, fault);
        else if (report.Shown + report.Dropped.Count > 0) LogCounts(logger, answer, report.Shown, report.Replaced, string.Join(", ", report.Dropped.Select(reason => $"{reason.Key} {reason.Value}")));
    }

    [LoggerMessage(LogLevel.Warning, "Answer {Answer} goes out without the model: {Fault}")]
    private static partial void LogFault(ILogger logger, string answer, ModelFault fault);

    [LoggerMessage(LogLevel.Information, "Answer {Answer}: the guard showed {Shown} sentences, replaced {Replaced}, dropped {Dropped}")]
    private static partial void LogCounts(ILogger logger, string answer, int shown, int replaced, string dropped);

    [LoggerMessage(LogLevel.Error, "The stream of answer {Answer} broke")]
    private static partial void LogBroken(ILogger logger, Exception fault, string answer);
}
