using System.Runtime.InteropServices;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>
/// How likely a lay term stands for a term of the passages, learned from questions and their passages: IBM Model 1 (Brown and
/// others, Computational Linguistics 1993) over pairs of characters.
/// </summary>
internal sealed class TermTranslation
{
    private const int Iterations = 6;

    /// <summary>Counted in addition for each lay term: what was seen once proves little.</summary>
    private const double Doubt = 2;

    /// <summary>The share of a passage's terms that come from no term of the question.</summary>
    private const double NullMass = 0.2;

    private const int MostPerTerm = 20;
    private const float LeastProbability = 0.005f;

    /// <summary>Of all that a long question stands for only this much is looked up, the weightiest; the rest says little and costs most.</summary>
    private const int MostTerms = 256;

    private readonly Dictionary<uint, WeightedTerm[]> translations;

    private TermTranslation(Dictionary<uint, WeightedTerm[]> translations) => this.translations = translations;

    /// <summary>Learns from pairs of a question and a passage that answers it.</summary>
    public static TermTranslation Learn(IReadOnlyList<(string Question, string Passage)> pairs)
    {
        var (cells, entries) = Align(pairs);
        var probabilities = new double[entries.Count];
        Array.Fill(probabilities, 1e-3);
        for (var iteration = 0; iteration < Iterations; iteration++) probabilities = Maximise(probabilities, cells, entries);

        var bySource = new Dictionary<uint, List<WeightedTerm>>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (probabilities[i] < LeastProbability) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(bySource, entries[i].Source, out _) ??= [];
            bySource[entries[i].Source].Add(new WeightedTerm(entries[i].Target, (float)probabilities[i]));
        }

        return new TermTranslation(bySource.ToDictionary(
            entry => entry.Key, entry => entry.Value.OrderByDescending(term => term.Weight).ThenBy(term => term.Key).Take(MostPerTerm).ToArray()));
    }

    /// <summary>The terms that a question's terms stand for, with weights for an index: together each counts once at most.</summary>
    public IReadOnlyList<WeightedTerm> Translate(string question, Bm25fIndex index)
    {
        var weights = new Dictionary<uint, float>();
        foreach (var source in Pairs(question))
        {
            foreach (var (target, probability) in translations.GetValueOrDefault(source) ?? [])
                CollectionsMarshal.GetValueRefOrAddDefault(weights, target, out _) += probability;
        }

        return
        [
            .. weights.Select(term => new WeightedTerm(term.Key, (float)((index.Parameters.K1 + 1) * index.IdfOf(term.Key) * Math.Min(1, term.Value))))
                .OrderByDescending(term => term.Weight).ThenBy(term => term.Key).Take(MostTerms),
        ];
    }

    public void Write(BinaryWriter file)
    {
        file.Write(translations.Count);
        foreach (var (source, targets) in translations.OrderBy(entry => entry.Key))
        {
            file.Write(source);
            file.Write((byte)targets.Length);
            foreach (var (target, probability) in targets)
            {
                file.Write(target);
                file.Write(probability);
            }
        }
    }

    public static TermTranslation Read(BinaryReader file)
    {
        var count = file.ReadInt32();
        var translations = new Dictionary<uint, WeightedTerm[]>();
        for (var i = 0; i < count; i++)
        {
            var source = file.ReadUInt32();
            var targets = new WeightedTerm[file.ReadByte()];
            for (var j = 0; j < targets.Length; j++) targets[j] = new WeightedTerm(file.ReadUInt32(), file.ReadSingle());
            translations.Add(source, targets);
        }

        return new TermTranslation(translations);
    }

    /// <summary>Numbers each combination of a lay term and a passage term. A cell is one pair's term of the passage with the numbers of its combinations.</summary>
    private static (List<(double Null, int[] Entries)> Cells, List<(uint Source, uint Target)> Entries) Align(IReadOnlyList<(string Question, string Passage)> pairs)
    {
        var terms = pairs.Select(pair => (Sources: Pairs(pair.Question), Targets: Pairs(pair.Passage))).ToArray();
        var background = new Dictionary<uint, int>();
        foreach (var target in terms.SelectMany(pair => pair.Targets)) CollectionsMarshal.GetValueRefOrAddDefault(background, target, out _)++;
        double total = background.Values.Sum();

        var numbers = new Dictionary<ulong, int>();
        var entries = new List<(uint, uint)>();
        var cells = new List<(double, int[])>();
        foreach (var (sources, targets) in terms)
        {
            foreach (var target in targets)
            {
                var cell = new int[sources.Count];
                for (var i = 0; i < cell.Length; i++)
                {
                    ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, (ulong)sources[i] << 32 | target, out var known);
                    if (!known)
                    {
                        number = entries.Count;
                        entries.Add((sources[i], target));
                    }

                    cell[i] = number;
                }

                cells.Add((NullMass * background[target] / total * sources.Count, cell));
            }
        }

        return (cells, entries);
    }

    private static double[] Maximise(double[] probabilities, List<(double Null, int[] Entries)> cells, List<(uint Source, uint Target)> entries)
    {
        var counts = new double[probabilities.Length];
        foreach (var (nothing, cell) in cells)
        {
            var sum = nothing;
            foreach (var entry in cell) sum += probabilities[entry];
            foreach (var entry in cell) counts[entry] += probabilities[entry] / sum;
        }

        var totals = new Dictionary<uint, double>();
        for (var i = 0; i < counts.Length; i++) CollectionsMarshal.GetValueRefOrAddDefault(totals, entries[i].Source, out _) += counts[i];
        for (var i = 0; i < counts.Length; i++) counts[i] /= totals[entries[i].Source] + Doubt;
        return counts;
    }

    /// <summary>The distinct pairs of characters, in order of appearance; single characters mean too much.</summary>
    private static List<uint> Pairs(string text)
    {
        var seen = new HashSet<uint>();
        var pairs = new List<uint>();
        foreach (var term in Terms.Of(text))
        {
            if ((term.Key & 0xFFFF) != 0 && seen.Add(term.Key)) pairs.Add(term.Key);
        }

        return pairs;
    }
}
