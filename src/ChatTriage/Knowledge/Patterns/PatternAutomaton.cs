using Node = ChatTriage.Knowledge.Patterns.AutomatonBuilder.Node;

namespace ChatTriage.Knowledge.Patterns;

/// <summary>
/// A pattern as a non-deterministic automaton that follows all its readings at once (Thompson, CACM 1968). Words that start alike share
/// their beginning. The work is at most the text's length × <see cref="LongestMatch"/> × the automaton's size, and mostly one look-up a
/// character; building it takes microseconds where a general expression engine computes the classes of its whole alphabet.
/// </summary>
internal sealed class PatternAutomaton
{
    /// <summary>Longer stretches are not matched: patterns speak of clauses. It keeps the time linear in the text's length.</summary>
    public const int LongestMatch = 200;

    [ThreadStatic]
    private static Scratch? ownScratch;

    private readonly Node[] nodes;
    private readonly int start;
    private readonly bool canBeEmpty;
    private readonly Beginnings atStart;
    private readonly Beginnings inside;

    /// <summary>Builds the automaton of a pattern.</summary>
    public PatternAutomaton(PatternSyntax pattern)
    {
        (nodes, start) = AutomatonBuilder.Build(pattern);
        var scratch = Scratch.For(nodes.Length);
        scratch.Begin();
        Add(scratch, start, isStart: true, isEnd: true);
        canBeEmpty = scratch.IsAccepted;
        atStart = BeginningsAt(scratch, isStart: true);
        inside = BeginningsAt(scratch, isStart: false);
    }

    /// <summary>Where the longest match that starts at a place ends; -1 when none starts there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="anyWillDo">The shortest match is enough.</param>
    public int EndOfMatch(ReadOnlySpan<char> text, int at, bool anyWillDo)
    {
        var end = -1;
        var scratch = Scratch.For(nodes.Length);
        if (canBeEmpty)
        {
            scratch.Begin();
            Add(scratch, start, at == 0, at == text.Length);
            if (scratch.IsAccepted) end = at;
        }

        if (at == text.Length || (anyWillDo && end >= 0)) return end;
        var beginnings = at == 0 ? atStart : inside;
        beginnings.ByCharacter.TryGetValue(text[at], out var targets);
        if (targets is null && beginnings.Open.Length == 0) return end;
        scratch.Begin();
        var isEnd = at + 1 == text.Length;
        foreach (var target in targets ?? []) Add(scratch, target, isStart: false, isEnd);
        foreach (var open in beginnings.Open) Step(scratch, open, text[at], isEnd);
        for (var next = at + 1; ; next++)
        {
            if (scratch.IsAccepted)
            {
                end = next;
                if (anyWillDo) return end;
            }

            if (next == text.Length || scratch.Count == 0 || next - at >= LongestMatch) return end;
            var states = scratch.Turn();
            isEnd = next + 1 == text.Length;
            foreach (var state in states) Step(scratch, state, text[next], isEnd);
        }
    }

    private void Step(Scratch scratch, int state, char c, bool isEnd)
    {
        var node = nodes[state];
        if (node.Except is { } except)
        {
            if (!except.Contains(c, StringComparison.Ordinal)) Add(scratch, node.Targets[0], isStart: false, isEnd);
            return;
        }

        var found = node.Characters.Length == 1 ? node.Characters[0] == c ? 0 : -1 : Array.BinarySearch(node.Characters, c);
        if (found >= 0) Add(scratch, node.Targets[found], isStart: false, isEnd);
    }

    /// <summary>Adds a state with all that can be reached from it without a character.</summary>
    private void Add(Scratch scratch, int state, bool isStart, bool isEnd)
    {
        if (!scratch.TryVisit(state)) return;
        var node = nodes[state];
        if ((node.OnlyAtStart && !isStart) || (node.OnlyAtEnd && !isEnd)) return;
        if (node.IsFinal) scratch.IsAccepted = true;
        if (node.Targets.Length > 0) scratch.Push(state);
        foreach (var free in node.Free) Add(scratch, free, isStart, isEnd);
    }

    private Beginnings BeginningsAt(Scratch scratch, bool isStart)
    {
        scratch.Begin();
        Add(scratch, start, isStart, isEnd: false);
        var states = scratch.Turn().ToArray();
        var first = new Dictionary<char, int[]>();
        foreach (var state in states.Where(state => nodes[state].Except is null))
        {
            var node = nodes[state];
            for (var i = 0; i < node.Characters.Length; i++)
                first[node.Characters[i]] = [.. first.GetValueOrDefault(node.Characters[i]) ?? [], node.Targets[i]];
        }

        return new Beginnings(first, [.. states.Where(state => nodes[state].Except is not null)]);
    }

    /// <summary>Where each character leads that a match can begin with, and the states that most characters leave.</summary>
    private sealed record Beginnings(Dictionary<char, int[]> ByCharacter, int[] Open);

    /// <summary>The states that a match is in, in memory that a thread uses again and again.</summary>
    private sealed class Scratch
    {
        private int[] visited = [];
        private int[] states = [];
        private int[] previous = [];
        private int round;

        public int Count { get; private set; }

        public bool IsAccepted { get; set; }

        public static Scratch For(int size)
        {
            var scratch = ownScratch ??= new Scratch();
            scratch.Fit(size);
            return scratch;
        }

        private void Fit(int size)
        {
            if (visited.Length >= size) return;
            (visited, states, previous) = (new int[size], new int[size], new int[size]);
            round = 0;
        }

        public void Begin()
        {
            // The marks of earlier rounds need no clearing until the numbers run out.
            if (round == int.MaxValue) (round, visited) = (0, new int[visited.Length]);
            round++;
            (Count, IsAccepted) = (0, false);
        }

        /// <summary>Begins the next round and gives the states of this one.</summary>
        public ReadOnlySpan<int> Turn()
        {
            var count = Count;
            (states, previous) = (previous, states);
            Begin();
            return previous.AsSpan(0, count);
        }

        public bool TryVisit(int state)
        {
            if (visited[state] == round) return false;
            visited[state] = round;
            return true;
        }

        public void Push(int state) => states[Count++] = state;
    }
}
