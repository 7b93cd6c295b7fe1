using Microsoft.AspNetCore.Http.Features;

namespace ChatTriage.Api.Operations;

/// <summary>
/// Refuses a body that announces itself as too large without reading it into memory. The server then takes in and drops what the client
/// is still sending, so that the client sees the refusal and not a broken connection.
/// </summary>
internal static class BodyLimit
{
    public static void UseBodyLimit(this WebApplication app) => app.Use(async (context, next) =>
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is not { IsReadOnly: false, MaxRequestBodySize: { } most } || context.Request.ContentLength is not { } length || length <= most)
        {
            await next(context);
            return;
        }

        limit.MaxRequestBodySize = null;
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });
}
