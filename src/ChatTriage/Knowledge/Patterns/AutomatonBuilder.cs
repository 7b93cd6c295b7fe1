namespace ChatTriage.Knowledge.Patterns;

/// <summary>Turns a pattern into the nodes of its automaton, from its end to its start.</summary>
internal sealed class AutomatonBuilder
{
    private readonly List<Node> nodes = [new Node { IsFinal = true }];

    /// <summary>The nodes, and the one to start from.</summary>
    public static (Node[] Nodes, int Start) Build(PatternSyntax pattern)
    {
        var builder = new AutomatonBuilder();
        var start = builder.Lead(pattern, 0);
        return ([.. builder.nodes], start);
    }

    /// <summary>The node from which a pattern leads to the next node.</summary>
    private int Lead(PatternSyntax pattern, int next) => pattern switch
    {
        PatternSyntax.Word word => Trie([word.Text], 0, next),
        PatternSyntax.OneOf { IsNegated: false } set => Trie([.. set.Characters.Select(c => c.ToString())], 0, next),
        PatternSyntax.OneOf set => Add(new Node { Except = set.Characters, Targets = [next] }),
        PatternSyntax.Sequence sequence => sequence.Parts.Reverse().Aggregate(next, (behind, part) => Lead(part, behind)),
        PatternSyntax.Choice choice => Lead(choice, next),
        PatternSyntax.Repeated repeated => Lead(repeated, next),
        PatternSyntax.Edge edge => Add(new Node { OnlyAtStart = !edge.IsEnd, OnlyAtEnd = edge.IsEnd, Free = [next] }),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private int Lead(PatternSyntax.Choice choice, int next)
    {
        var words = choice.Options.SelectMany(Words).Distinct().Order(StringComparer.Ordinal).ToArray();
        int[] others = [.. choice.Options.Where(option => !Words(option).Any()).Select(option => Lead(option, next))];
        return words.Length == 0 ? Add(new Node { Free = others })
            : others.Length == 0 ? Trie(words, 0, next)
            : Add(new Node { Free = [Trie(words, 0, next), .. others] });
    }

    private int Lead(PatternSyntax.Repeated repeated, int next)
    {
        var tail = next;
        if (repeated.Most is { } most)
        {
            for (var i = repeated.Least; i < most; i++) tail = Add(new Node { Free = [Lead(repeated.Part, tail), next] });
        }
        else
        {
            var loop = new Node();
            tail = Add(loop);
            loop.Free = [Lead(repeated.Part, tail), next];
        }

        for (var i = 0; i < repeated.Least; i++) tail = Lead(repeated.Part, tail);
        return tail;
    }

    /// <summary>What is nothing but words, so that it can share beginnings.</summary>
    private static IEnumerable<string> Words(PatternSyntax syntax) => syntax switch
    {
        PatternSyntax.Word word => [word.Text],
        PatternSyntax.OneOf { IsNegated: false } set => set.Characters.Select(c => c.ToString()),
        PatternSyntax.Sequence { Parts: [var only] } => Words(only),
        PatternSyntax.Choice choice when choice.Options.All(option => Words(option).Any()) => choice.Options.SelectMany(Words),
        _ => [],
    };

    /// <summary>Words in order, from their character <paramref name="depth"/> on.</summary>
    private int Trie(IReadOnlyList<string> words, int depth, int next)
    {
        var branches = words.Where(word => word.Length > depth).GroupBy(word => word[depth]).ToArray();
        if (branches.Length == 0) return next;
        return Add(new Node
        {
            Characters = [.. branches.Select(branch => branch.Key)],
            Targets = [.. branches.Select(branch => Trie([.. branch], depth + 1, next))],
            Free = words.Any(word => word.Length == depth) ? [next] : [],
        });
    }

    private int Add(Node node)
    {
        nodes.Add(node);
        return nodes.Count - 1;
    }

    /// <summary>A state: where each character leads, and what is reached without one.</summary>
    internal sealed class Node
    {
        /// <summary>The characters that leave it, in order.</summary>
        public char[] Characters { get; init; } = [];

        /// <summary>Where each of them leads; where any character but <see cref="Except"/> leads.</summary>
        public int[] Targets { get; init; } = [];

        /// <summary>The characters that do not leave it; null for a state with <see cref="Characters"/>.</summary>
        public string? Except { get; init; }

        /// <summary>What is reached without a character.</summary>
        public int[] Free { get; set; } = [];

        /// <summary>It exists at the start of the text only.</summary>
        public bool OnlyAtStart { get; init; }

        /// <summary>It exists at the end of the text only.</summary>
        public bool OnlyAtEnd { get; init; }

        /// <summary>A match may end here.</summary>
        public bool IsFinal { get; init; }
    }
}
