namespace ChatTriage.Knowledge.Linting;

/// <summary>Whatever the classifier decides, there are words to say it, and something to learn from.</summary>
internal static class LexiconLint
{
    public static IEnumerable<KnowledgeError> Check(KnowledgeBase knowledge)
    {
        if (knowledge.Lexicon.ScopeReasons.Values.LastOrDefault() is not { Pattern: null, Speakers.Count: 0 })
            yield return new KnowledgeError("lexicon/scope.yaml", 1, "the last reason is not the one that always fits", "End reasons: with one that has neither patterns nor speakers");
        foreach (var label in knowledge.Topics.Keys.Append(LabelledQuestion.OutOfScope).Except(knowledge.Lexicon.Examples.Select(example => example.TopicId)))
            yield return new KnowledgeError($"lexicon/examples/{label}.yaml", 1, $"there is no example of \"{label}\"", "Add some questions as people ask them");
    }
}
