using ChatTriage.Retrieval.Indexing;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Microsoft.Data.Sqlite;
using Term = Lucene.Net.Index.Term;
using Terms = ChatTriage.Retrieval.Terms;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>A search engine under measurement; each indexes title, heading and text and finds passages by number.</summary>
public interface IEngine : IDisposable
{
    /// <summary>The size of the index in bytes.</summary>
    long Bytes { get; }

    /// <summary>Whether several threads can build it.</summary>
    bool BuildsInParallel { get; }

    /// <summary>Indexes the passages; what was there before is replaced.</summary>
    void Build(IReadOnlyList<IndexedPassage> passages, int threads);

    /// <summary>The numbers of the best passages.</summary>
    int[] Search(string query, int count);
}

/// <summary>The engines by name.</summary>
public static class Engines
{
    /// <summary>The name of ours.</summary>
    public const string Ours = "ChatTriage";

    /// <summary>How each is made.</summary>
    public static readonly IReadOnlyDictionary<string, Func<IEngine>> All = new Dictionary<string, Func<IEngine>>
    {
        [Ours] = () => new ChatTriageEngine(),
        ["Lucene CJKAnalyzer"] = () => new LuceneEngine(withCharacters: false),
        ["Lucene uni+bigrams"] = () => new LuceneEngine(withCharacters: true),
        ["FTS5 trigram"] = () => new SqliteEngine(SqliteTerms.Trigrams),
        ["FTS5 bigrams"] = () => new SqliteEngine(SqliteTerms.Bigrams),
        ["FTS5 uni+bigrams"] = () => new SqliteEngine(SqliteTerms.CharactersAndBigrams),
    };

    /// <summary>From so many passages on the whole programme takes hours: every fourth question, three rounds, one build an engine but ours, and of the FTS5 tables only SQLite's own.</summary>
    public const int ManyPassages = 100_000;

    /// <summary>The engines that are measured at a size.</summary>
    public static IEnumerable<string> At(int passages) => All.Keys.Where(name => passages < ManyPassages || name is not ("FTS5 bigrams" or "FTS5 uni+bigrams"));

    internal static string TextOf(IndexedPassage passage) => $"{passage.Title}\n{passage.Heading}\n{passage.Text}";
}

/// <summary>Ours.</summary>
public sealed class ChatTriageEngine : IEngine
{
    private Bm25fIndex index = null!;

    /// <inheritdoc/>
    public long Bytes => index.Bytes;

    /// <inheritdoc/>
    public bool BuildsInParallel => true;

    /// <summary>How many postings it has.</summary>
    public long Postings => index.Postings;

    /// <inheritdoc/>
    public void Build(IReadOnlyList<IndexedPassage> passages, int threads) => index = Bm25fIndex.Build(passages, new Bm25fParameters(), threads);

    /// <summary>How long a saved index takes until it has answered one question.</summary>
    public TimeSpan Reopen(string question)
    {
        var path = Path.GetTempFileName();
        index.Save(path);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Bm25fIndex.Open(path).Search(question, 100);
        var elapsed = watch.Elapsed;
        File.Delete(path);
        return elapsed;
    }

    /// <inheritdoc/>
    public int[] Search(string query, int count) => Array.ConvertAll(index.Search(query, count), hit => hit.Number);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

/// <summary>Lucene.Net in memory, one segment, BM25.</summary>
/// <param name="withCharacters">Single characters beside the pairs.</param>
public sealed class LuceneEngine(bool withCharacters) : IEngine
{
    private readonly RAMDirectory directory = new();
    private readonly Analyzer analyzer = withCharacters
        ? Analyzer.NewAnonymous((_, reader) =>
        {
            var tokenizer = new StandardTokenizer(LuceneVersion.LUCENE_48, reader);
            var folded = new LowerCaseFilter(LuceneVersion.LUCENE_48, new CJKWidthFilter(tokenizer));
            return new TokenStreamComponents(tokenizer, new CJKBigramFilter(folded, CJKScript.HAN, outputUnigrams: true));
        })
        : new CJKAnalyzer(LuceneVersion.LUCENE_48);

    private IndexSearcher searcher = null!;
    private int[] numbers = [];

    /// <inheritdoc/>
    public long Bytes => directory.ListAll().Sum(directory.FileLength);

    /// <inheritdoc/>
    public bool BuildsInParallel => true;

    /// <inheritdoc/>
    public void Build(IReadOnlyList<IndexedPassage> passages, int threads)
    {
        BooleanQuery.MaxClauseCount = 1 << 14;
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { Similarity = new BM25Similarity(1.2f, 0.75f) }))
        {
            Parallel.For(0, passages.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                writer.AddDocument([new TextField("text", Engines.TextOf(passages[i]), Field.Store.NO), new NumericDocValuesField("number", i)]));
            writer.ForceMerge(1);
        }

        var reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity(1.2f, 0.75f) };
        var values = MultiDocValues.GetNumericValues(reader, "number");
        numbers = [.. Enumerable.Range(0, reader.MaxDoc).Select(document => (int)values.Get(document))];
    }

    /// <inheritdoc/>
    public int[] Search(string query, int count)
    {
        var any = new BooleanQuery();
        using var tokens = analyzer.GetTokenStream("text", query);
        var term = tokens.AddAttribute<ICharTermAttribute>();
        tokens.Reset();
        while (tokens.IncrementToken()) any.Add(new TermQuery(new Term("text", term.ToString())), Occur.SHOULD);
        tokens.End();
        return Array.ConvertAll(searcher.Search(any, count).ScoreDocs, hit => numbers[hit.Doc]);
    }

    /// <inheritdoc/>
    public void Dispose() => directory.Dispose();
}

/// <summary>What an FTS5 table holds.</summary>
public enum SqliteTerms
{
    /// <summary>SQLite's own tokenizer of three characters.</summary>
    Trigrams,

    /// <summary>Our pairs of characters and words, split beforehand.</summary>
    Bigrams,

    /// <summary>The same with single characters.</summary>
    CharactersAndBigrams,
}

/// <summary>SQLite's FTS5 in a file that its caches hold whole, without the texts, ranked by its bm25.</summary>
/// <param name="kind">What it indexes.</param>
public sealed class SqliteEngine(SqliteTerms kind) : IEngine
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.db");
    private readonly List<SqliteConnection> connections = [];
    private readonly ThreadLocal<SqliteCommand> search = new();

    /// <inheritdoc/>
    public bool BuildsInParallel => false;

    /// <inheritdoc/>
    public long Bytes => (long)Command("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").ExecuteScalar()!;

    /// <inheritdoc/>
    public void Build(IReadOnlyList<IndexedPassage> passages, int threads)
    {
        var tokenizer = kind == SqliteTerms.Trigrams ? "trigram" : "unicode61";
        Command("DROP TABLE IF EXISTS passages").ExecuteNonQuery();
        Command($"CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='{tokenizer}')").ExecuteNonQuery();
        using var transaction = connections[0].BeginTransaction();
        var insert = connections[0].CreateCommand();
        insert.CommandText = "INSERT INTO passages(rowid, text) VALUES ($number, $text)";
        var (number, text) = (insert.Parameters.Add("$number", SqliteType.Integer), insert.Parameters.Add("$text", SqliteType.Text));
        for (var i = 0; i < passages.Count; i++)
        {
            (number.Value, text.Value) = (i, kind == SqliteTerms.Trigrams ? Engines.TextOf(passages[i]) : string.Join(' ', TermsOf(Engines.TextOf(passages[i]))));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        Command("INSERT INTO passages(passages) VALUES ('optimize')").ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public int[] Search(string query, int count)
    {
        var terms = kind == SqliteTerms.Trigrams
            ? Enumerable.Range(0, Math.Max(0, query.Length - 2)).Select(i => query.Substring(i, 3)).Where(term => term.All(char.IsLetterOrDigit))
            : TermsOf(query);
        var match = string.Join(" OR ", terms.Distinct().Select(term => $"\"{term}\""));
        if (match.Length == 0) return [];

        var command = search.Value ??= Command("SELECT rowid FROM passages WHERE passages MATCH $match ORDER BY rank LIMIT $count");
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$match", match);
        command.Parameters.AddWithValue("$count", count);
        using var rows = command.ExecuteReader();
        var found = new List<int>();
        while (rows.Read()) found.Add(rows.GetInt32(0));
        return [.. found];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connections.ForEach(connection => connection.Dispose());
        File.Delete(path);
    }

    private List<string> TermsOf(string text)
    {
        var terms = new List<string>();
        foreach (var term in Terms.Of(text))
        {
            var isCharacter = (term.Key & 0xFFFF) == 0;
            if (!isCharacter || kind == SqliteTerms.CharactersAndBigrams) terms.Add(text.Substring(term.Start, term.Length));
        }

        return terms;
    }

    private SqliteCommand Command(string text)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        lock (connections) connections.Add(connection);
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA mmap_size = 4000000000; PRAGMA cache_size = -1000000";
        command.ExecuteNonQuery();
        command.CommandText = text;
        return command;
    }
}
