namespace LabSdk.Simulation.Odp;

/// <summary>Tells how far a group has come: -1 where it has stored nothing.</summary>
internal sealed class OffsetFetchHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.OffsetFetch;

    public (short Lowest, short Highest) Versions => (1, 5);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var group = state.Groups.Find(reader.String());
        var topics = reader.Count();
        if (request.Version >= 3)
        {
            answer.Int32(0);
        }

        if (topics < 0)
        {
            WriteAll(request, answer, group);
        }
        else
        {
            answer.Count(topics);
        }

        for (; topics > 0; topics--)
        {
            var topic = reader.String();
            var partitions = reader.Count(sizeof(int));
            answer.String(topic);
            answer.Count(partitions);
            for (; partitions > 0; partitions--)
            {
                var partition = reader.Int32();
                Write(request, answer, partition, group?.Committed(topic, partition) ?? CommittedOffset.None);
            }
        }

        if (request.Version >= 2)
        {
            answer.Error(request.Injected);
        }

        return ValueTask.CompletedTask;
    }

    private static void WriteAll(BrokerRequest request, KafkaWriter answer, ConsumerGroup? group)
    {
        var topics = (group?.AllCommitted() ?? []).GroupBy(entry => entry.Topic).ToArray();
        answer.Count(topics.Length);
        foreach (var topic in topics)
        {
            answer.String(topic.Key);
            answer.Count(topic.Count());
            foreach (var (_, partition, offset) in topic)
            {
                Write(request, answer, partition, offset);
            }
        }
    }

    private static void Write(BrokerRequest request, KafkaWriter answer, int partition, CommittedOffset offset)
    {
        answer.Int32(partition);
        answer.Int64(offset.Offset);
        if (request.Version >= 5)
        {
            answer.Int32(offset.LeaderEpoch);
        }

        answer.String(offset.Metadata);
        answer.Error(request.Injected);
    }
}
