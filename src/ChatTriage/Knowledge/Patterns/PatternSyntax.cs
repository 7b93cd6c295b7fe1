namespace ChatTriage.Knowledge.Patterns;

/// <summary>A pattern as its author wrote it, taken apart.</summary>
internal abstract record PatternSyntax
{
    /// <summary>Characters in a row.</summary>
    public sealed record Word(string Text) : PatternSyntax;

    /// <summary>One character of these, or any but these.</summary>
    public sealed record OneOf(string Characters, bool IsNegated) : PatternSyntax;

    /// <summary>Parts that follow each other.</summary>
    public sealed record Sequence(IReadOnlyList<PatternSyntax> Parts) : PatternSyntax;

    /// <summary>Either of several.</summary>
    public sealed record Choice(IReadOnlyList<PatternSyntax> Options) : PatternSyntax;

    /// <summary>A part that is repeated.</summary>
    /// <param name="Part">What is repeated.</param>
    /// <param name="Least">At least so often.</param>
    /// <param name="Most">At most so often; null for any number.</param>
    public sealed record Repeated(PatternSyntax Part, int Least, int? Most) : PatternSyntax;

    /// <summary>The start of the text, or its end.</summary>
    public sealed record Edge(bool IsEnd) : PatternSyntax;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">When it is none; the message says what is wrong and where.</exception>
    public static PatternSyntax Parse(string pattern)
    {
        var parser = new Parser(pattern);
        var read = parser.Choice();
        return parser.IsAtEnd ? read : throw parser.Fault("an opening parenthesis is missing");
    }

    private sealed class Parser(string pattern)
    {
        private const int MostRepetitions = 60;

        private int at;

        public bool IsAtEnd => at == pattern.Length;

        public FormatException Fault(string what) => new($"{what}, at character {at + 1}");

        public PatternSyntax Choice()
        {
            var options = new List<PatternSyntax> { ReadSequence() };
            while (TryTake('|')) options.Add(ReadSequence());
            return options.Count == 1 ? options[0] : new Choice(options);
        }

        private PatternSyntax ReadSequence()
        {
            var parts = new List<PatternSyntax>();
            while (!IsAtEnd && pattern[at] is not ('|' or ')'))
            {
                var part = Repetition(Part());
                if (part is Word word && parts is [.., Word before]) parts[^1] = new Word(before.Text + word.Text);
                else parts.Add(part);
            }

            return parts.Count == 1 ? parts[0] : new Sequence(parts);
        }

        private PatternSyntax Part()
        {
            switch (pattern[at])
            {
                case '(':
                    at++;
                    if (TryTake('?') && !TryTake(':')) throw Fault("a group can only start with ( or (?:, look-around and names are not supported");
                    var group = Choice();
                    return TryTake(')') ? group : throw Fault("a closing parenthesis is missing");
                case '[':
                    at++;
                    return ReadSet();
                case '^' or '$':
                    return new Edge(pattern[at++] == '$');
                case '.':
                    at++;
                    return new OneOf("\n", IsNegated: true);
                case '*' or '+' or '?' or '{':
                    throw Fault($"nothing stands before {pattern[at]}");
                default:
                    return new Word(Character().ToString());
            }
        }

        private PatternSyntax Repetition(PatternSyntax part)
        {
            if (IsAtEnd || pattern[at] is not ('*' or '+' or '?' or '{')) return part;
            var mark = pattern[at++];
            var (least, most) = mark switch { '*' => (0, (int?)null), '+' => (1, null), '?' => (0, 1), _ => Bounds() };
            return !IsAtEnd && pattern[at] is '*' or '+' or '?' ? throw Fault("one repetition is enough") : new Repeated(part, least, most);
        }

        private (int Least, int? Most) Bounds()
        {
            var close = pattern.IndexOf('}', at);
            var bounds = close < 0 ? [] : pattern[at..close].Split(',');
            if (bounds.Length is not (1 or 2) || !int.TryParse(bounds[0], out var least) || !int.TryParse(bounds[^1], out var most) || least > most || most > MostRepetitions)
                throw Fault($"a repetition is {{2}} or {{0,8}}, at most {MostRepetitions}");
            at = close + 1;
            return (least, most);
        }

        private OneOf ReadSet()
        {
            var negated = TryTake('^');
            var characters = new SortedSet<char>();
            while (!TryTake(']'))
            {
                var from = Character();
                var to = at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']' && TryTake('-') ? Character() : from;
                if (to < from) throw Fault("the range runs backwards");
                for (int c = from; c <= to; c++) characters.Add((char)c);
            }

            return characters.Count > 0 ? new OneOf(string.Concat(characters), negated) : throw Fault("the set is empty");
        }

        private char Character()
        {
            if (IsAtEnd) throw Fault("the pattern ends too early");
            var c = pattern[at++];
            if (c != '\\') return c;
            if (IsAtEnd) throw Fault("nothing follows the backslash");
            return pattern[at++] switch
            {
                'n' => '\n',
                var letter when char.IsAsciiLetterOrDigit(letter) => throw Fault($"\\{letter} is not supported"),
                var other => other,
            };
        }

        private bool TryTake(char c)
        {
            if (IsAtEnd || pattern[at] != c) return false;
            at++;
            return true;
        }
    }
}
