namespace LabSdk.Simulation.Odp;

/// <summary>The first offset (-2), the next one (-1), or the first that is not older than a time in milliseconds.</summary>
internal sealed class ListOffsetsHandler(BrokerState state) : IApiHandler
{
    private const long Latest = -1, Earliest = -2;

    public KafkaApi Api => KafkaApi.ListOffsets;

    public (short Lowest, short Highest) Versions => (1, 5);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var version = request.Version;
        reader.Int32();
        if (version >= 2)
        {
            reader.Byte();
            answer.Int32(0);
        }

        var topics = reader.Count();
        answer.Count(topics);
        for (; topics > 0; topics--)
        {
            var topic = reader.String();
            var partitions = reader.Count();
            answer.String(topic);
            answer.Count(partitions);
            for (; partitions > 0; partitions--)
            {
                var partition = reader.Int32();
                if (version >= 4)
                {
                    reader.Int32();
                }

                var asked = reader.Int64();
                var (error, timestamp, offset) = request.Injected != KafkaErrorCode.None ? (request.Injected, -1, -1) : Find(topic, partition, asked);
                answer.Int32(partition);
                answer.Error(error);
                answer.Int64(timestamp);
                answer.Int64(offset);
                if (version >= 4)
                {
                    answer.Int32(error == KafkaErrorCode.None ? 0 : -1);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    private (KafkaErrorCode Error, long Timestamp, long Offset) Find(string topic, int partition, long timestamp)
    {
        if (state.Topics.Find(topic, partition) is not { } log)
        {
            return (KafkaErrorCode.UnknownTopicOrPartition, -1, -1);
        }

        try
        {
            var (low, high) = log.Watermarks;
            return timestamp switch
            {
                Latest => (KafkaErrorCode.None, -1, high),
                Earliest => (KafkaErrorCode.None, -1, low),
                < 0 => (KafkaErrorCode.InvalidRequest, -1, -1),
                _ => log.FirstSince(timestamp) is { } found ? (KafkaErrorCode.None, found.Timestamp, found.Offset) : (KafkaErrorCode.None, -1, -1),
            };
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return (KafkaErrorCode.KafkaStorageError, -1, -1);
        }
    }
}
