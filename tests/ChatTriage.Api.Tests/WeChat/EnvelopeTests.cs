using System.Xml.Linq;
using ChatTriage.Api.SharedMemory;
using ChatTriage.Api.WeChat;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>A reply is XML whatever its words are: anything else is shown to the reader as a broken account.</summary>
public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("先别急。\n回复 2 看全文")]
    [InlineData("他们发来 ]]> 和 <![CDATA[ 这样的字")]
    [InlineData("a < b & c > d \"引号\"")]
    [InlineData("😀 和 \uFEFF")]
    public void The_words_arrive_as_they_were_written(string words) => Assert.Equal(words, ContentOf(words));

    [Fact]
    public void What_XML_cannot_hold_is_left_out() => Assert.Equal("响铃和停止", ContentOf("响铃\a和\u0000停止\uFFFE"));

    private static string ContentOf(string words)
    {
        var time = new FakeTimeProvider();
        var envelope = new Envelope(Options.Create(new WeChatOptions { Token = WeChatAccount.Token }), new LocalMemory(time), time);
        var message = new IncomingMessage("gh_account", "oReader", "text", null, null, "你好", "1");
        return XElement.Parse(envelope.Reply(new OpenedEnvelope(message, IsSealed: false), words)).Element("Content")!.Value;
    }
}
