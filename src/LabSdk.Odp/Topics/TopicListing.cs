namespace LabSdk.Odp.Topics;

/// <summary>Finds data sources and streams in the topics of a broker.</summary>
internal static class TopicListing
{
    private const string EssentialSuffix = "_essential";
    private const string EssentialPrefix = "Essential.";

    /// <summary>Data sources: whatever has an essentials topic.</summary>
    public static IReadOnlyList<string> Sources(TopicLayout layout, IEnumerable<string> topics)
    {
        var prefix = layout.Prefix + EssentialPrefix;
        var names = layout.IsLegacy
            ? topics.Where(topic => topic.EndsWith(EssentialSuffix, StringComparison.Ordinal)).Select(topic => topic[..^EssentialSuffix.Length])
            : topics.Where(topic => topic.StartsWith(prefix, StringComparison.Ordinal)).Select(topic => topic[prefix.Length..]);
        return [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Streams of a data source with their topics or partitions, by name; without the main stream.</summary>
    /// <param name="layout">The broker's layout.</param>
    /// <param name="dataSource">The data source.</param>
    /// <param name="topics">All topics of the broker.</param>
    /// <param name="onlyOwnPattern">Only topics that this layout would write to, not all forms that are documented.</param>
    public static IReadOnlyDictionary<string, TopicRoute> Streams(TopicLayout layout, string dataSource, IReadOnlyCollection<string> topics, bool onlyOwnPattern = false)
    {
        var found = new SortedDictionary<string, TopicRoute>(StringComparer.Ordinal);
        if (layout.Strategy == StreamCreationStrategy.PartitionBased)
        {
            foreach (var stream in layout.Partitions.Keys)
            {
                found[stream] = layout.Stream(dataSource, stream);
            }

            return found;
        }

        if (!layout.IsLegacy && !onlyOwnPattern)
        {
            AddUnnamed(found, layout, dataSource, topics);
        }

        // The original compares without case.
        var comparison = layout.IsLegacy ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var pattern in Patterns(layout, dataSource, onlyOwnPattern))
        {
            foreach (var topic in topics.Where(topic => StreamIn(topic, pattern, comparison) is not null))
            {
                found[StreamIn(topic, pattern, comparison)!] = new TopicRoute(topic, 0);
            }
        }

        return found;
    }

    // The last one wins where several have a topic for a stream: the one that this layout writes to.
    private static IEnumerable<(string Before, string After)> Patterns(TopicLayout layout, string dataSource, bool onlyOwn)
    {
        const string mark = "\n";
        if (layout.IsLegacy)
        {
            return [(dataSource + ".", "")];
        }

        string[] patterns = onlyOwn ? [layout.FillIn(dataSource, mark)] : [$"{layout.Prefix}Data.{dataSource}.{mark}", layout.FillIn(dataSource, mark)];
        return patterns.Distinct(StringComparer.Ordinal)
            .Select(pattern => (pattern[..pattern.IndexOf(mark, StringComparison.Ordinal)], pattern[(pattern.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]));
    }

    private static string? StreamIn(string topic, (string Before, string After) pattern, StringComparison comparison)
    {
        if (topic.Length <= pattern.Before.Length + pattern.After.Length || !topic.StartsWith(pattern.Before, comparison) || !topic.EndsWith(pattern.After, comparison))
        {
            return null;
        }

        var stream = topic[pattern.Before.Length..^pattern.After.Length];
        return stream.Contains('.') ? null : stream;
    }

    // The documents also show Data.{Stream}, without a data source: a topic that is nobody's main topic can only be that.
    private static void AddUnnamed(SortedDictionary<string, TopicRoute> found, TopicLayout layout, string dataSource, IReadOnlyCollection<string> topics)
    {
        var before = layout.Prefix + "Data.";
        var sources = Sources(layout, topics).Append(dataSource).ToHashSet(StringComparer.Ordinal);
        foreach (var topic in topics.Where(topic => topic.StartsWith(before, StringComparison.Ordinal)))
        {
            var name = topic[before.Length..];
            if (name.Length > 0 && !name.Contains('.') && !sources.Contains(name) && !topics.Any(other => other.StartsWith(topic + ".", StringComparison.Ordinal)))
            {
                found[name] = new TopicRoute(topic, 0);
            }
        }
    }
}
