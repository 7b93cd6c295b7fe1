using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.WeChat;

/// <summary>Configuration <c>WeChat:*</c>, as typed into the 公众平台's server settings. Without a token there is no callback.</summary>
internal sealed partial record WeChatOptions
{
    /// <summary>The token that signs each call: 3 to 32 letters and digits. There is no default; whoever knows it can speak as WeChat.</summary>
    public string? Token { get; init => field = Unset(value); }

    /// <summary>The key of the compatible and the secure mode: 43 letters and digits. Once it is set, calls in plain text are refused.</summary>
    public string? EncodingAesKey { get; init => field = Unset(value); }

    /// <summary>The account's app id, which every encrypted message ends with. Goes with <see cref="EncodingAesKey"/>.</summary>
    public string? AppId { get; init => field = Unset(value); }

    /// <summary>What is wrong with the settings, in one line that names the key; null when they can be used.</summary>
    private string? Fault() => this switch
    {
        { Token: { } token } when !TokenForm().IsMatch(token) => "WeChat:Token must be 3 to 32 letters and digits.",
        { EncodingAesKey: { } key } when !KeyForm().IsMatch(key) => "WeChat:EncodingAesKey must be the 43 letters and digits that the 公众平台 shows.",
        { AppId: { } app } when !AppIdForm().IsMatch(app) => "WeChat:AppId must be the account's app id, such as wx0123456789abcdef.",
        { EncodingAesKey: null, AppId: not null } or { EncodingAesKey: not null, AppId: null } => "WeChat:EncodingAesKey and WeChat:AppId belong together: set both, or neither for the plain mode.",
        { Token: null, EncodingAesKey: not null } => "WeChat:Token is missing: WeChat:EncodingAesKey alone opens no callback.",
        _ => null,
    };

    /// <summary>Container tools pass on a variable that nobody set as an empty text.</summary>
    private static string? Unset(string? value) => string.IsNullOrEmpty(value) ? null : value;

    [GeneratedRegex(@"^[A-Za-z0-9]{3,32}\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"^[A-Za-z0-9]{43}\z")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex AppIdForm();

    /// <summary>Stops the start when the settings cannot be used.</summary>
    internal sealed class Validator : IValidateOptions<WeChatOptions>
    {
        public ValidateOptionsResult Validate(string? name, WeChatOptions options) =>
            options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
