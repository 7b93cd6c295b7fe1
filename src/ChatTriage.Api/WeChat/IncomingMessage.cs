using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ChatTriage.Api.WeChat;

/// <summary>What somebody wrote to the account, or did with it.</summary>
/// <param name="Account">The account's own id, from which the reply comes.</param>
/// <param name="OpenId">Whoever wrote, as this account knows them. Personal data: never logged, never a key.</param>
/// <param name="Type">text, voice, event…</param>
/// <param name="Event">What happened, of an event.</param>
/// <param name="EventKey">Which entry of the menu was tapped.</param>
/// <param name="Text">The words of a text, or what WeChat heard in a voice message, where the account still gets that.</param>
/// <param name="Identity">The same for every delivery of the same message, and for no other message of this person.</param>
internal sealed record IncomingMessage(string Account, string OpenId, string Type, string? Event, string? EventKey, string? Text, string Identity)
{
    /// <summary>Enough for a message that holds its text both plain and encrypted.</summary>
    private const int MostCharacters = 64 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        CloseInput = false,
    };

    /// <summary>The root element of a message.</summary>
    /// <exception cref="CallbackRefusedException">It is no XML, or has a document type.</exception>
    public static XElement Parse(Stream xml)
    {
        try
        {
            using var reader = XmlReader.Create(xml, Settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException)
        {
            throw new CallbackRefusedException(StatusCodes.Status400BadRequest, "请求体要是公众平台的 XML，不带 DTD。");
        }
    }

    /// <summary>The message that the element holds in plain text.</summary>
    /// <exception cref="CallbackRefusedException">It lacks an element that every message has.</exception>
    public static IncomingMessage From(XElement xml)
    {
        var type = Needed(xml, "MsgType").ToLowerInvariant();
        var sent = Needed(xml, "CreateTime");
        var happened = Field(xml, "Event");
        return new IncomingMessage(
            Needed(xml, "ToUserName"), Needed(xml, "FromUserName"), type, happened?.ToLowerInvariant(), Field(xml, "EventKey"),
            Field(xml, type == "voice" ? "Recognition" : "Content")?.Trim(),
            // Events have no MsgId; WeChat's own advice is to tell them apart by sender and time.
            Field(xml, "MsgId") ?? string.Create(CultureInfo.InvariantCulture, $"{type}-{happened}-{sent}"));
    }

    /// <summary>The text of a child; null when there is none.</summary>
    public static string? Field(XElement xml, string name) => xml.Element(name)?.Value is { Length: > 0 } value ? value : null;

    private static string Needed(XElement xml, string name) =>
        Field(xml, name) ?? throw new CallbackRefusedException(StatusCodes.Status400BadRequest, $"消息里缺少 {name}。");
}
