namespace LabSdk.Odp.Topics;

/// <summary>The offsets that a session's first and last packets carry.</summary>
internal static class SessionOffsets
{
    /// <summary>Gathers the offsets to write: main and essentials topic, and every stream.</summary>
    /// <param name="layout">The broker's layout.</param>
    /// <param name="dataSource">The session's data source.</param>
    /// <param name="highWatermarks">By <c>topic:partition</c>; what does not exist yet counts as 0.</param>
    public static IReadOnlyDictionary<string, long> Gather(TopicLayout layout, string dataSource, IReadOnlyDictionary<string, long> highWatermarks)
    {
        var offsets = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Add(layout.Main(dataSource).Topic, 0);
        Add(layout.Essentials(dataSource).Topic, 0);
        var topics = highWatermarks.Keys.Select(key => TopicOffset.Of(key, 0)).Where(offset => offset.Partition == 0).Select(offset => offset.Topic).ToHashSet(StringComparer.Ordinal);
        foreach (var route in TopicListing.Streams(layout, dataSource, topics, onlyOwnPattern: true).Values)
        {
            Add(route.Topic, route.Partition ?? 0);
        }

        return offsets;

        void Add(string topic, int partition)
        {
            var key = TopicOffset.KeyOf(topic, partition);
            offsets[key] = highWatermarks.GetValueOrDefault(key);
        }
    }
}
