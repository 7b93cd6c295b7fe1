using System.Globalization;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>Measurements as a page of Markdown.</summary>
internal static class Report
{
    private const string Head = """
        | engine | passages | nDCG@10 | recall@10 | build s, one thread / all cores | index MB | peak MB | p50 ms | p99 ms | p99 / p50 | searches a second, one thread / all cores |
        |---|---|---|---|---|---|---|---|---|---|---|
        """;

    private const string Method = """
        Machines differ and are noisy: read the ratios. All engines index the same text (title, heading, passage) and return the best 100. At each size each has
        a process of its own; all are alive at once and take turns, 25 questions each, up to five rounds. The least time of a question over the rounds counts, and
        p50 and p99 are over the questions, tokenising included. Where 90 seconds of searching were not enough for all questions, no quality is given, and the
        times are of those that were asked. Peak is the most memory the process took while building on all cores (SQLite builds on one), above what it had with
        the passages loaded and a thousand of them indexed once (code of the engine and of the runtime is no part of an index); SQLite keeps its index in a file, the others in memory. Lucene.Net is 4.8.0-beta00017 with BM25 (1.2, 0.75) in one segment, FTS5 ranks by its bm25.

        More passages than the corpus has are generated: the head of one real passage and the tail of another, cut at any character, in a fixed order. That keeps
        lengths and the shares of characters, and lets the number of distinct terms grow (more slowly than the corpus itself, which would have some 350,000 by the trend of its own growth); it makes near-copies of relevant passages, so quality falls, for all alike. From 100,000 passages on every fourth
        question is asked, in three rounds, the other engines build once, and the FTS5 tables of terms that were split beforehand are left out: they take minutes a round. An engine without a row at a size was not measured there.

        `dotnet run -c Release --project tests/ChatTriage.Benchmarks -- retrieval DIR SPLIT SIZES` makes this page, the plot and `retrieval.json`.
        """;

    public static string Text(IReadOnlyList<Measurement> rows) => $"""
        # Retrieval beside other engines

        ![Milliseconds of a search by the number of passages](retrieval.svg)

        {Head}
        {string.Join('\n', rows.Select(Row))}

        | ours at | distinct terms | postings, million | p50 µs a million postings | build peak / index | saved index, mapped, first answer after ms |
        |---|---|---|---|---|---|
        {string.Join('\n', rows.Where(row => row.Postings > 0).Select(Growth))}

        {Method}

        """;

    public static string Row(Measurement row) => string.Create(CultureInfo.InvariantCulture,
        $"| {row.Engine} | {row.Passages:N0} | {Figure(row.Ndcg10)} | {Figure(row.Recall10)} | {Seconds(row.BuildSeconds)} / {Seconds(row.BuildAllCoresSeconds)} | {row.IndexMegabytes:0} | {row.PeakMegabytes:0} | {row.P50:0.000} | {row.P99:0.000} | {row.P99 / row.P50:0.0} | {row.PerSecond:0} / {row.PerSecondAllCores:0} |");

    private static string Growth(Measurement row) => string.Create(CultureInfo.InvariantCulture,
        $"| {row.Passages:N0} | {row.Terms:N0} | {row.Postings / 1e6:0.0} | {1e9 * row.P50 / row.Postings:0.0} | {row.PeakMegabytes / row.IndexMegabytes:0.00} | {row.OpenMilliseconds:0} |");

    private static string Seconds(double? seconds) => seconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    private static string Figure(double? figure) => figure?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
