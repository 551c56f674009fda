using LabSdk.Odp.Client;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp;

public sealed partial class OdpClient
{
    private readonly EnvelopeReader _envelopes = new();

    // Topic to data source; grows with the topics.
    private volatile Dictionary<string, string> _essentials = [];

    /// <summary>Completes when our tables have seen a record that was just written; false when that takes too long.</summary>
    internal async Task<bool> ReadsBackAsync(TopicOffset place, CancellationToken cancellationToken)
    {
        // The topic may have been made by this very record.
        if (!_watch.Current.Any(topic => topic.Name == place.Topic && topic.Partitions > place.Partition))
        {
            await _watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        return await _feed.ReachesAsync(place, Options.RequestTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the topics of a data source where the broker lets us; where not, they are made by the first record.</summary>
    /// <exception cref="OdpConfigurationException">A name makes no usable topic.</exception>
    internal async Task EnsureTopicsAsync(string dataSource, IReadOnlyList<string> streams, CancellationToken cancellationToken)
    {
        Topics.CheckNames(dataSource, streams);
        var existing = (await _watch.RefreshAsync(cancellationToken).ConfigureAwait(false)).Select(topic => topic.Name).ToHashSet(StringComparer.Ordinal);
        var wanted = new List<(string Topic, int Partitions)>
        {
            (Topics.SessionInfo.Topic, -1),
            (Topics.Essentials(dataSource).Topic, -1),
            (Topics.Main(dataSource).Topic, Topics.MainPartitionCount),
        };
        wanted.AddRange(streams.Select(stream => (Topics.Stream(dataSource, stream).Topic, -1)));
        var missing = wanted.Where(each => !existing.Contains(each.Topic)).DistinctBy(each => each.Topic).ToArray();
        foreach (var (topic, partitions) in missing)
        {
            await Transport.CreateTopicAsync(topic, partitions, cancellationToken).ConfigureAwait(false);
        }

        if (missing.Length > 0)
        {
            await _watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The offsets that a session's first and last packets carry, asked now.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> HighWatermarksAsync(string dataSource, CancellationToken cancellationToken)
    {
        var topics = await _watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var names = topics.Select(topic => topic.Name).ToArray();
        var routes = TopicListing.Streams(Topics, dataSource, names, onlyOwnPattern: true).Values
            .Append(Topics.Main(dataSource)).Append(Topics.Essentials(dataSource))
            .Select(route => (route.Topic, Partition: route.Partition ?? 0)).Distinct()
            .Where(place => topics.Any(topic => topic.Name == place.Topic && place.Partition < topic.Partitions)).ToArray();
        var found = await Task.WhenAll(routes.Select(async place => (place, Marks: await Transport.WatermarksAsync(place.Topic, place.Partition, cancellationToken).ConfigureAwait(false))))
            .ConfigureAwait(false);
        return SessionOffsets.Gather(Topics, dataSource, found.Where(each => each.Marks is not null)
            .ToDictionary(each => TopicOffset.KeyOf(each.place.Topic, each.place.Partition), each => each.Marks!.Value.High, StringComparer.Ordinal));
    }

    private IEnumerable<KafkaTopic> ForTables(IReadOnlyList<KafkaTopic> topics)
    {
        var essentials = TopicListing.Sources(Topics, [.. topics.Select(topic => topic.Name)]).ToDictionary(source => Topics.Essentials(source).Topic, StringComparer.Ordinal);
        _essentials = essentials;
        return topics.Where(topic => topic.Name == Topics.SessionInfo.Topic || essentials.ContainsKey(topic.Name));
    }

    // Of the essentials the tables need the definitions alone.
    private bool IsForTables(KafkaRecord record)
    {
        Tally.Add(Counted.Records);
        Tally.Add(Counted.Bytes, record.Value.Length);
        if (record.Topic == Topics.SessionInfo.Topic)
        {
            return true;
        }

        if (_envelopes.TryRead(record.Value, out var packet))
        {
            return packet.Type == PacketTypes.DataFormatDefinition;
        }

        Tally.Add(Counted.Malformed);
        return false;
    }

    private void TakeForTables(KafkaRecord record)
    {
        if (record.Topic == Topics.SessionInfo.Topic)
        {
            Sessions.Apply(record.Key is not null, record.Value, record.TimestampMs >= 0 ? (ulong)record.TimestampMs * 1_000_000 : null);
        }
        else if (_essentials.TryGetValue(record.Topic, out var source) && _envelopes.TryRead(record.Value, out var packet) && !Formats.Apply(source, packet))
        {
            Tally.Add(Counted.Malformed);
        }
    }
}
