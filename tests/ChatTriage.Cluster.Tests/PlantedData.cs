using System.Text;

namespace ChatTriage.Cluster.Tests;

/// <summary>Personal data that tests put into questions and comments, and that nothing may keep. All of it is made up.</summary>
public static class PlantedData
{
    public const string Name = "欧阳建国";
    public const string Mobile = "13912345678";
    public const string IdentityNumber = "11010519491231002X";
    public const string Card = "6222020000000001230";

    /// <summary>What must be found nowhere.</summary>
    public static IReadOnlyList<string> All { get; } = [Name, Mobile, IdentityNumber, Card];

    /// <summary>A sentence that holds all of it.</summary>
    public static string Sentence { get; } = $"我叫{Name}，手机{Mobile}，身份证{IdentityNumber}，卡号{Card}。";

    /// <summary>What of it a text or file holds.</summary>
    public static IEnumerable<string> In(byte[] content) => All.Where(planted => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)) >= 0);

    /// <summary>What of it a text holds.</summary>
    public static IEnumerable<string> In(string content) => All.Where(planted => content.Contains(planted, StringComparison.Ordinal));
}
