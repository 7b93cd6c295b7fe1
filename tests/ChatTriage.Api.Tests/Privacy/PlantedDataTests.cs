using System.Text;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Privacy;

/// <summary>The search finds what is there, however it is written.</summary>
public sealed class PlantedDataTests
{
    public static TheoryData<string, byte[]> Places => new()
    {
        { "plain text", Encoding.UTF8.GetBytes(PlantedData.Sentence) },
        { "UTF-16", Encoding.Unicode.GetBytes(PlantedData.Sentence) },
        { "UTF-16, big-endian", Encoding.BigEndianUnicode.GetBytes(PlantedData.Sentence) },
        { "GB 18030", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(PlantedData.Sentence) },
        { "JSON", JsonSerializer.SerializeToUtf8Bytes(PlantedData.Sentence) },
        { "a URL", Encoding.UTF8.GetBytes(Uri.EscapeDataString(PlantedData.Sentence)) },
        { "Base64", Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(PlantedData.Sentence))) },
        { "Base64, one byte on", Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("1" + PlantedData.Sentence))) },
        { "Base64, two bytes on", Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("12" + PlantedData.Sentence))) },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void All_of_it_is_found(string writing, byte[] content)
    {
        var found = PlantedData.In(content);

        foreach (var planted in new[] { PlantedData.Name, PlantedData.Mobile, PlantedData.IdentityNumber, PlantedData.Card })
            Assert.True(found.Any(what => what.StartsWith(planted, StringComparison.Ordinal)), $"{planted} is not found in {writing}");
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is() => Assert.Empty(PlantedData.In("我叫〔姓名〕，手机〔手机号〕，身份证〔身份证号〕，卡号〔银行卡号〕。"));
}
