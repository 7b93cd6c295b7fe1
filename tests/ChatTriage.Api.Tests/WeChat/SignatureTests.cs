using ChatTriage.Api.WeChat;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>Signatures against published and recomputed vectors.</summary>
public sealed class SignatureTests
{
    [Theory]
    // From the tests of JeffreySu/WeiXinMPSDK and wechatpy/wechatpy.
    [InlineData("335b26997f05c82243aad6b10a2d1853637e71a8", "weixin", "1357982061", "1358161344")]
    [InlineData("efa917e2445cc9f0aa4386ca92f96de5a242e24e", "huhujm", "1359208540", "1359227084")]
    [InlineData("f21891de399b4e33a1a93c9a7b8a8fffb5a443ff", "test", "1410685589", "test")]
    // The parameters of the official sample over the cipher text of the message test.
    [InlineData("82c962d39941aa48552f90ef55aa323dc620cc10", "pamtest", "1409304348", "xxxxxx", "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==")]
    [InlineData("41ce4620edd84678e372d0bb72da895cd35c6cb5", "pamtest", "1409304348", "xxxxxx", "jn1L23DB+6ELqJ+6bruv2wc/MU4uZfjWCL34OTFq1aU9o4+oMN7oOUzWjP+xEqs7UtLw9Vn7AKnS4rx6XsH6LA==")]
    // From the tests of ailingbot.
    [InlineData("0af7077e1d70aed01bf9a6f40b2b52a7536ec807", "jF9WQd6XtH7", "1647328566", "1648278214", "9eOdb3odwWMVTiGRTm+uiVrx3SGwzjGyq6oWu4b2tWC51YbHQasEVD9ZdS6Nx+XBxB2C/qxZ8bl8+qRBUb8CVg==")]
    public void It_is_the_published_one_in_whatever_order_the_parts_come(string expected, params string[] parts)
    {
        Assert.Equal(expected, Signature.Of(parts));
        Assert.Equal(expected, Signature.Of([.. parts.Reverse()]));
        Assert.True(Signature.IsOf(expected, parts));
    }

    [Fact]
    public void The_parts_are_sorted_by_their_bytes_and_not_as_a_dictionary_would()
    {
        string[] parts = ["pamtest", "1409304348", "xxxxxx", "RgqEoJj5A4EMYlLvWO1F86ioRjZfaex"];

        Assert.Equal("87d1155b20265e07e1722c2aad08d89224b7ba59", Signature.Of(parts));
        Assert.False(Signature.IsOf("e82f304e8b9e6de51a9c03aec434e411a97a3a13", parts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("335b26997f05c82243aad6b10a2d1853637e71a")]
    [InlineData("335B26997F05C82243AAD6B10A2D1853637E71A8")]
    [InlineData("435b26997f05c82243aad6b10a2d1853637e71a8")]
    public void Another_signature_is_none(string given) => Assert.False(Signature.IsOf(given, "weixin", "1357982061", "1358161344"));
}
