namespace LabSdk.Odp.Topics;

/// <summary>Which partitions to read for a session, and from where.</summary>
/// <param name="Starts">In order: main stream, then the streams as they were asked for.</param>
/// <param name="Streams">The stream of each start; empty for the main stream.</param>
/// <param name="Unmapped">Streams that were asked for and have no partition.</param>
internal sealed record ReadPlan(IReadOnlyList<TopicOffset> Starts, IReadOnlyList<string> Streams, IReadOnlyList<string> Unmapped)
{
    /// <summary>Makes a plan. Offsets are lower bounds: other sessions share the topics, so records are always filtered by key as well.</summary>
    /// <param name="layout">The broker's layout.</param>
    /// <param name="dataSource">The session's data source.</param>
    /// <param name="startOffsets">What the session's first packet says; a stream that it does not name begins at 0.</param>
    /// <param name="streams">The streams to read; null or none: all known ones, and the main stream.</param>
    /// <param name="known">The streams with a topic or partition.</param>
    /// <param name="excludeMain">Leave the main stream out.</param>
    /// <param name="excluded">Streams to leave out; wins over <paramref name="streams"/>.</param>
    public static ReadPlan Create(
        TopicLayout layout,
        string dataSource,
        IReadOnlyList<TopicOffset> startOffsets,
        IReadOnlyCollection<string>? streams = null,
        IReadOnlyDictionary<string, TopicRoute>? known = null,
        bool excludeMain = false,
        IReadOnlyCollection<string>? excluded = null)
    {
        known ??= TopicListing.Streams(layout, dataSource, [.. startOffsets.Select(offset => offset.Topic)]);
        var wanted = streams is { Count: > 0 } ? streams : [.. known.Keys];
        var names = wanted.Where(stream => stream.Length > 0).Prepend("").Distinct(StringComparer.Ordinal)
            .Where(stream => excluded?.Contains(stream) != true && (stream.Length > 0 || !excludeMain)).ToArray();
        var unmapped = layout.Strategy == StreamCreationStrategy.PartitionBased
            ? names.Where(stream => stream.Length > 0 && !layout.Partitions.ContainsKey(stream)).ToArray() : [];
        var read = names.Except(unmapped, StringComparer.Ordinal).ToArray();
        return new ReadPlan([.. read.Select(Start)], read, unmapped);

        TopicOffset Start(string stream)
        {
            var route = known.TryGetValue(stream, out var found) ? found : layout.Stream(dataSource, stream);
            return new TopicOffset(route.Topic, route.Partition ?? 0, OffsetOf(startOffsets, route));
        }
    }

    /// <summary>The offset of a topic and partition; 0 when there is none.</summary>
    public static long OffsetOf(IReadOnlyList<TopicOffset> offsets, TopicRoute route) =>
        Math.Max(offsets.FirstOrDefault(offset => offset.Topic == route.Topic && offset.Partition == (route.Partition ?? 0))?.Offset ?? 0, 0);
}
