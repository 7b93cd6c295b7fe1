using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.WeChat;

/// <summary>The callback of a 公众号: WeChat hands over what somebody wrote to the account, and takes the reply.</summary>
internal static partial class WeChatApi
{
    /// <summary>WeChat hangs up after 5 seconds and tells the reader that the account is broken; what is left is for the way back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    public static IServiceCollection AddWeChat(this IServiceCollection services)
    {
        services.AddOptions<WeChatOptions>().BindConfiguration("WeChat").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptions.Validator>();
        services.AddSingleton<Envelope>();
        services.AddSingleton<WeChatAssistant>();
        return services;
    }

    /// <summary>Without a token nothing is mapped: a callback that anybody can sign must not exist.</summary>
    public static void MapWeChat(this IEndpointRouteBuilder routes)
    {
        if (string.IsNullOrEmpty(routes.ServiceProvider.GetRequiredService<IConfiguration>()["WeChat:Token"])) return;
        var group = routes.MapGroup("/wechat").ExcludeFromDescription().AddEndpointFilter<Refusals>();
        group.MapGet("/", Verify);
        group.MapPost("/", Receive);
    }

    /// <summary>WeChat asks once whether the address is ours: it gets its own words back.</summary>
    private static ContentHttpResult Verify([AsParameters] CallbackQuery query, Envelope envelope)
    {
        envelope.Check(query);
        return TypedResults.Text(query.Echostr);
    }

    private static async Task<ContentHttpResult> Receive(
        [AsParameters] CallbackQuery query, Stream body, Envelope envelope, WeChatAssistant assistant, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var xml = new MemoryStream();
        await body.CopyToAsync(xml, patience.Token);
        xml.Position = 0;
        var opened = await envelope.OpenAsync(query, xml);
        var reply = await assistant.ReplyAsync(opened.Message, patience.Token);
        // An empty text, not a reply with an empty text in it, means that nothing is to be said.
        return reply.Length == 0 ? TypedResults.Text("") : TypedResults.Text(envelope.Reply(opened, reply), "text/xml");
    }

    /// <summary>Turns a refusal into problem details, and tells the deployer of it.</summary>
    private sealed partial class Refusals(ILogger<Refusals> logger) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            try
            {
                return await next(context);
            }
            catch (CallbackRefusedException refused)
            {
                LogRefused(refused.Status, refused.Message);
                return TypedResults.Problem(statusCode: refused.Status, detail: refused.Message);
            }
            catch (OperationCanceledException)
            {
                // The body came so slowly that the time for a reply is over.
                return TypedResults.Problem(statusCode: StatusCodes.Status408RequestTimeout);
            }
        }

        [LoggerMessage(LogLevel.Warning, "A call of /wechat is refused with {Status}: {Reason}")]
        private partial void LogRefused(int status, string reason);
    }
}
