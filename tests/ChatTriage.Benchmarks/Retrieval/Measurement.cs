namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>What one engine did with so many passages.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Passages">How many passages.</param>
/// <param name="Asked">How many questions it was asked; quality is left out when the time was up before all were.</param>
/// <param name="Ndcg10">nDCG@10 over the questions.</param>
/// <param name="Recall10">Recall@10.</param>
/// <param name="BuildSeconds">Time to build on one thread; null where that was not measured.</param>
/// <param name="BuildAllCoresSeconds">On all cores; null where the engine cannot.</param>
/// <param name="IndexMegabytes">Size of the index, in 10^6 bytes.</param>
/// <param name="PeakMegabytes">What the process took at most while it built, above what it had with the passages loaded.</param>
/// <param name="P50">Median milliseconds of a search on one thread.</param>
/// <param name="P99">99th percentile of the same.</param>
/// <param name="PerSecond">Searches a second on one thread.</param>
/// <param name="PerSecondAllCores">On all cores.</param>
/// <param name="OpenMilliseconds">Time until a saved index has answered a first question; null where that was not measured.</param>
/// <param name="Postings">Pairs of a term and a passage; null for other engines.</param>
/// <param name="Terms">Distinct terms; null for other engines.</param>
public sealed record Measurement(
    string Engine, int Passages, int Asked, double? Ndcg10, double? Recall10, double? BuildSeconds, double? BuildAllCoresSeconds, double IndexMegabytes, double PeakMegabytes,
    double P50, double P99, double PerSecond, double PerSecondAllCores, double? OpenMilliseconds, long? Postings, int? Terms);
