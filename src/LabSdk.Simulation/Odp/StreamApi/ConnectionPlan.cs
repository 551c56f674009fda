using LabSdk.Odp;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Simulation.Odp;

/// <summary>A partition that a connection reads.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">Where it begins; negative for where the group has come to.</param>
/// <param name="Stream">The stream it carries; empty for the main stream and for essentials.</param>
internal readonly record struct PlannedPartition(string Topic, int Partition, long Offset, string Stream);

/// <summary>Which partitions a connection reads, and from where.</summary>
internal static class ConnectionPlan
{
    /// <summary>
    /// The main stream and the streams. Without streams it is all partitions of the main topic. A stream without a partition is
    /// left out; the offsets of the others stay with the streams that they were given for.
    /// </summary>
    public static IReadOnlyList<PlannedPartition> Packets(TopicLayout layout, IReadOnlyList<KafkaTopic> topics, ConnectionDetails details)
    {
        var main = layout.Main(details.DataSource).Topic;
        var streamOf = layout.Partitions.ToDictionary(pair => pair.Value, pair => pair.Key);
        if (details.Streams.Count == 0)
        {
            return [.. Enumerable.Range(0, Math.Max(PartitionsOf(main), layout.MainPartitionCount))
                .Where(partition => partition > 0 || !details.ExcludeMainStream)
                .Select(partition => new PlannedPartition(main, partition, details.MainOffset, streamOf.GetValueOrDefault(partition, "")))];
        }

        var known = TopicListing.Streams(layout, details.DataSource, [.. topics.Select(topic => topic.Name)]);
        var planned = new Dictionary<(string Topic, int Partition), PlannedPartition>();
        if (!details.ExcludeMainStream)
        {
            Add(main, 0, details.MainOffset, "");
        }

        for (var i = 0; i < details.Streams.Count; i++)
        {
            var stream = details.Streams[i];
            if (stream.Length > 0 && (layout.Strategy == StreamCreationStrategy.TopicBased || layout.Partitions.ContainsKey(stream)))
            {
                layout.CheckNames(details.DataSource, stream);
                var route = known.TryGetValue(stream, out var found) ? found : layout.Stream(details.DataSource, stream);
                Add(route.Topic, route.Partition ?? 0, i < details.StreamOffsets.Count ? details.StreamOffsets[i] : 0, stream);
            }
        }

        return [.. planned.Values];

        int PartitionsOf(string name) => topics.FirstOrDefault(topic => topic.Name == name)?.Partitions ?? 1;

        void Add(string topic, int partition, long offset, string stream) => planned.TryAdd((topic, partition), new PlannedPartition(topic, partition, offset, stream));
    }

    /// <summary>The essentials: partition 0 from its offset, further ones, which that offset does not speak of, from the earliest.</summary>
    public static IReadOnlyList<PlannedPartition> Essentials(TopicLayout layout, IReadOnlyList<KafkaTopic> topics, ConnectionDetails details)
    {
        var name = layout.Essentials(details.DataSource).Topic;
        var count = topics.FirstOrDefault(topic => topic.Name == name)?.Partitions ?? 1;
        return [.. Enumerable.Range(0, count).Select(partition =>
            new PlannedPartition(name, partition, partition == 0 || details.EssentialsOffset < 0 ? details.EssentialsOffset : 0, ""))];
    }
}
