using System.Text;

namespace ChatTriage.Api.Tests.Privacy;

/// <summary>
/// Personal data that tests put into questions, comments, messages and forms, and that nothing may keep. All of it is made up. Whatever a
/// service, a server or a stand-in for a model wrote or was sent is searched for it when that ends.
/// </summary>
public static class PlantedData
{
    public const string Name = "欧阳建国";
    public const string Mobile = "13912345678";
    public const string IdentityNumber = "11010519491231002X";
    public const string Card = "6222020000000001230";

    private static readonly (string What, byte[] Form)[] Forms = [.. new[] { Name, Mobile, IdentityNumber, Card }.SelectMany(WrittenForms)];

    /// <summary>A sentence that holds all of it.</summary>
    public static string Sentence { get; } = $"我叫{Name}，手机{Mobile}，身份证{IdentityNumber}，卡号{Card}。";

    /// <summary>What of it a file or a stretch of memory holds, and how it is written there.</summary>
    public static IReadOnlyList<string> In(ReadOnlySpan<byte> content)
    {
        var found = new List<string>();
        foreach (var (what, form) in Forms)
            if (content.IndexOf(form) >= 0) found.Add(what);
        return found;
    }

    /// <summary>What of it a text holds.</summary>
    public static IReadOnlyList<string> In(string content) => In(Encoding.UTF8.GetBytes(content));

    /// <summary>Fails when a text holds any of it.</summary>
    public static void MustNotBeIn(string place, string content) => Check(place, In(content));

    /// <summary>Fails when any file of a folder holds any of it.</summary>
    public static async Task MustNotBeInFilesAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                Check(file, In(await File.ReadAllBytesAsync(file)));
            }
            catch (FileNotFoundException)
            {
                // A server that runs removes files of its own.
            }
        }
    }

    private static void Check(string place, IReadOnlyList<string> found) => Assert.True(found.Count == 0, $"{place} holds {string.Join(", ", found)}");

    /// <summary>UTF-8, UTF-16, GB 18030, JSON and URL escapes, and Base64 at each of its three offsets.</summary>
    private static IEnumerable<(string What, byte[] Form)> WrittenForms(string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        var escaped = string.Concat(secret.Select(c => char.IsAscii(c) ? $"{c}" : $"\\u{(int)c:x4}"));
        var url = Uri.EscapeDataString(secret);
        yield return ($"{secret} in UTF-8", utf8);
        yield return ($"{secret} in UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ($"{secret} in UTF-16, big-endian", Encoding.BigEndianUnicode.GetBytes(secret));
        yield return ($"{secret} in GB 18030", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(secret));
        foreach (var form in new[] { escaped, escaped.ToUpperInvariant().Replace("\\U", "\\u", StringComparison.Ordinal) }) yield return ($"{secret} with JSON's escapes", Encoding.ASCII.GetBytes(form));
        foreach (var form in new[] { url, url.ToLowerInvariant() }) yield return ($"{secret} with a URL's escapes", Encoding.ASCII.GetBytes(form));
        for (var offset = 0; offset < 3; offset++)
        {
            // The first and the last characters mix with the bytes around, and may differ.
            var base64 = Convert.ToBase64String([.. new byte[offset], .. utf8, 0, 0]);
            yield return ($"{secret} in Base64", Encoding.ASCII.GetBytes(base64[(offset == 0 ? 0 : 4)..((offset + utf8.Length) / 3 * 4)]));
        }
    }
}
