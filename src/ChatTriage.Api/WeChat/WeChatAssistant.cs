using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatTriage.Api.Conversations;
using ChatTriage.Api.Questions;
using ChatTriage.Api.SharedMemory;
using ChatTriage.Api.Storage;
using ChatTriage.Writing.Model;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.WeChat;

/// <summary>
/// What the account says to a message. Each message is worked on once, however often WeChat delivers it; an answer that takes longer than
/// WeChat waits is kept until its reader asks for it.
/// </summary>
internal sealed partial class WeChatAssistant(
    Turns turns, ConversationStore conversations, SharedWork work, ISharedMemory memory, IValidator<QuestionRequest> validator,
    IOptions<WeChatOptions> options, IOptions<ConversationOptions> remembering, IHostApplicationLifetime host, ILogger<WeChatAssistant> logger)
{
    private const string StillWorking = "正在整理，请等几秒，回复 1 看结果。\n人身有危险先打 110、120。";
    private const string NothingKept = "现在没有等着你看的内容。直接把问题写给我就可以。";
    private const string LastPage = "已经是最后一页了。回复 1 从头看，或者直接问下一个问题。";
    private const string TypeInstead = "我现在只看得懂文字。请用一两句话打出来：欠的是哪一类钱、逾期多久、对方做了什么。证件和卡的照片请不要发。\n人身有危险先打 110、120。";
    private const string Forgotten = "已经忘记了。之后你问的，我会当作第一次听到。";
    private const string Broken = "服务暂时出错了，请过一会儿再问一次。急事请打 110。";

    private readonly string welcome = $"""
        你好，我是逾期权利助手。我是程序，不是真人。

        遇到催收、爆通讯录、被起诉、利息算不清，直接用自己的话问我，比如：网贷逾期接电话了还会爆通讯录吗

        我会告诉你现在先做什么、对方不能做什么、依据是哪条规定、该找谁。

        请不要发姓名、身份证号、银行卡号。{(remembering.Value.StoreQuestionsHours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"你的话遮住个人信息后保存 {remembering.Value.StoreQuestionsHours:0.#} 小时，")
            : "你的原话不保存，")}只在一段时间里记住你说到的情况；回复「忘记」就清掉。

        这里是一般信息，不是针对个案的法律意见。人身有危险先打 110、120；心里撑不住可以打 12356。
        """;

    /// <summary>A call is taken until it is five minutes old, by a clock that may be five minutes ahead.</summary>
    private static readonly TimeSpan RepliesKept = 2 * Envelope.Window;

    /// <summary>How long somebody may take to read on.</summary>
    private static readonly TimeSpan PagesKept = TimeSpan.FromMinutes(30);

    /// <summary>The text to reply with; empty when nothing is to be said.</summary>
    /// <param name="message">The message.</param>
    /// <param name="patience">When it ends, the reader is told how to get the answer later.</param>
    public async Task<string> ReplyAsync(IncomingMessage message, CancellationToken patience)
    {
        var reader = ReaderOf(message.OpenId);
        var reply = work.OnceAsync($"reply to {reader} {message.Identity}", RepliesKept, async () => new Outcome(await BeginAsync(reader, message), reader));
        try
        {
            return await reply.WaitAsync(patience);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return StillWorking;
        }
        catch (StorageException)
        {
            return Broken;
        }
    }

    /// <summary>Begins the work that a message asks for: once for each message, one message at a time.</summary>
    private Task<string> BeginAsync(string reader, IncomingMessage message) => message switch
    {
        { Type: "text", Text: "1" or "１" or "回复1" or "回复 1" } => ShowAgainAsync(reader),
        { Type: "text", Text: "2" or "２" or "回复2" or "回复 2" } => ShowMoreAsync(reader),
        { Type: "text", Text: "忘记" or "「忘记」" } => ForgetAsync(reader, Forgotten),
        { Type: "text", Text: var written } => AnswerAsync(reader, written ?? ""),
        { Type: "voice", Text: { } heard } => AnswerAsync(reader, heard),
        { Type: "event", Event: "click", EventKey: { } question } => AnswerAsync(reader, question),
        { Type: "event", Event: "subscribe" } => Task.FromResult(welcome),
        { Type: "event", Event: "unsubscribe" } => ForgetAsync(reader, ""),
        { Type: "event" } => Task.FromResult(""),
        _ => Task.FromResult(TypeInstead),
    };

    private async Task<string> AnswerAsync(string reader, string question)
    {
        var reading = new Reading(Guid.NewGuid().ToString("N"), 1);
        await KeepAsync(reader, reading);
        var pages = await work.OnceAsync(reading.Pages, PagesKept, async () => new Outcome(JsonSerializer.Serialize(await PagesAsync(reader, question)), reader));
        return Pages(pages)[0];
    }

    private async Task<string> ShowAgainAsync(string reader) => await ReadingOf(reader) is { } reading ? await ShowAsync(reader, reading with { Page = 1 }) : NothingKept;

    private async Task<string> ShowMoreAsync(string reader) => await ReadingOf(reader) switch
    {
        null => NothingKept,
        { } waiting when !await work.IsDoneAsync(waiting.Pages) => await ShowAsync(reader, waiting with { Page = 1 }),
        { } reading => await ShowAsync(reader, reading with { Page = reading.Page + 1 }),
    };

    /// <summary>The page, once it is written; the last page is not left behind.</summary>
    private async Task<string> ShowAsync(string reader, Reading reading)
    {
        if (await work.WaitAsync(reading.Pages) is not { } written) return NothingKept;
        var pages = Pages(written);
        if (reading.Page > pages.Length) return LastPage;
        await KeepAsync(reader, reading);
        return pages[reading.Page - 1];
    }

    private async Task<string> ForgetAsync(string reader, string reply)
    {
        await memory.ForgetAsync(reader);
        await conversations.ForgetAsync(reader, host.ApplicationStopping);
        return reply;
    }

    private Task KeepAsync(string reader, Reading reading) => memory.KeepAsync($"reading of {reader}", JsonSerializer.Serialize(reading), PagesKept, reader);

    private async Task<Reading?> ReadingOf(string reader) =>
        await memory.FindAsync($"reading of {reader}") is { } kept ? JsonSerializer.Deserialize<Reading>(kept) : null;

    private static string[] Pages(string written) => JsonSerializer.Deserialize<string[]>(written)!;

    private async Task<IReadOnlyList<string>> PagesAsync(string reader, string question)
    {
        try
        {
            var request = new QuestionRequest { Question = question, ConversationId = reader };
            if (await validator.ValidateAsync(request) is { IsValid: false } fault) return [fault.Errors[0].ErrorMessage];
            // WeChat hangs up after five seconds; the work goes on for its next delivery and for the reader's 1.
            var turn = await turns.BeginAsync(request, reader, host.ApplicationStopping);
            WritingStep.Finished? finished = null;
            await foreach (var step in turn.WriteAsync(host.ApplicationStopping)) finished = step as WritingStep.Finished;
            QuestionsApi.LogGuard(logger, turn.Id, finished!.Report);
            return ReplyPages.Of(ReplyText.Of(finished.Answer));
        }
        catch (Exception fault)
        {
            // Silence, or a status of ours, would be shown to the reader as a broken account.
            LogBroken(fault);
            return [Broken];
        }
    }

    /// <summary>The reader's id in memory: nobody without the account's secrets can tell whose it is, or guess it.</summary>
    private string ReaderOf(string openId)
    {
        var secret = Encoding.UTF8.GetBytes($"{options.Value.Token} {options.Value.EncodingAesKey}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(openId)).AsSpan(..16));
    }

    [LoggerMessage(LogLevel.Error, "A message of the WeChat account could not be answered")]
    private partial void LogBroken(Exception fault);

    /// <summary>The name of the pages of an answer, ready or still being written, and the one shown last, from 1.</summary>
    private sealed record Reading(string Id, int Page)
    {
        [JsonIgnore]
        public string Pages => $"pages {Id}";
    }
}
