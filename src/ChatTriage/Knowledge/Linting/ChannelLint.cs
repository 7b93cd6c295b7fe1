namespace ChatTriage.Knowledge.Linting;

/// <summary>Every channel that is named exists, and every channel is reached by something.</summary>
internal static class ChannelLint
{
    public static IEnumerable<KnowledgeError> Check(KnowledgeBase knowledge)
    {
        var uses = knowledge.Routes.Select(route => (route.Source, route.Channels))
            .Concat(knowledge.UrgencyRules.Select(rule => (rule.Source, rule.Channels))).ToArray();
        foreach (var (source, channels) in uses)
        {
            foreach (var id in channels.Where(id => !knowledge.Channels.ContainsKey(id)))
                yield return source.Error($"unknown channel \"{id}\"", "Use an id of channels.yaml");
        }

        foreach (var route in knowledge.Routes)
        {
            foreach (var topic in route.Topics.Where(topic => !knowledge.Topics.ContainsKey(topic)))
                yield return route.Source.Error($"unknown topic \"{topic}\"", "Use an id of topics.yaml");
        }

        var used = uses.SelectMany(use => use.Channels).ToHashSet();
        foreach (var channel in knowledge.Channels.Values.Where(channel => !used.Contains(channel.Id)))
            yield return channel.Source.Error($"nothing leads to the channel \"{channel.Id}\"", "Name it in a route, or remove it");
    }
}
