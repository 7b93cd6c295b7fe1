namespace ChatTriage.Writing.Guard;

/// <summary>
/// Two texts laid side by side: their longest common stretches in order (Ratcliff and Metzener, Pattern Matching: the Gestalt
/// Approach, 1988), and between them what each has alone.
/// </summary>
internal sealed class Alignment
{
    /// <summary>Characters that count as common when they stand alone; of others one in common is chance.</summary>
    private const string Meaningful = "不没未别无可才只先再你我";

    private readonly string said;
    private readonly string source;
    private readonly List<(string Added, string Omitted)> gaps = [];
    private int saidEnd;
    private int sourceEnd;

    private Alignment(string said, string source)
    {
        this.said = said;
        this.source = source;
        Match(0, said.Length, 0, source.Length);
        Close(said.Length, source.Length, 0);
    }

    /// <summary>What stands between the common stretches, the ends included, in order.</summary>
    public IReadOnlyList<(string Added, string Omitted)> Gaps => gaps;

    /// <summary>Characters in common.</summary>
    public int Matched { get; private set; }

    public static Alignment Of(string said, string source) => new(said, source);

    private void Match(int saidFrom, int saidTo, int sourceFrom, int sourceTo)
    {
        int length = 0, at = 0, to = 0;
        var before = new int[sourceTo - sourceFrom + 1];
        for (var i = saidFrom; i < saidTo; i++)
        {
            var now = new int[before.Length];
            for (var j = sourceFrom; j < sourceTo; j++)
            {
                if (said[i] != source[j]) continue;
                var run = now[j - sourceFrom + 1] = before[j - sourceFrom] + 1;
                if (run > length) (length, at, to) = (run, i - run + 1, j - run + 1);
            }

            before = now;
        }

        if (length == 0) return;
        Match(saidFrom, at, sourceFrom, to);
        if (length > 1 || Meaningful.Contains(said[at], StringComparison.Ordinal)) Close(at, to, length);
        Match(at + length, saidTo, to + length, sourceTo);
    }

    private void Close(int at, int to, int length)
    {
        gaps.Add((said[saidEnd..at], source[sourceEnd..to]));
        Matched += length;
        (saidEnd, sourceEnd) = (at + length, to + length);
    }
}
