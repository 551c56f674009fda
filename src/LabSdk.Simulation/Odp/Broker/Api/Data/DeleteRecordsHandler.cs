namespace LabSdk.Simulation.Odp;

/// <summary>Forgets the oldest records of partitions.</summary>
internal sealed class DeleteRecordsHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.DeleteRecords;

    public (short Lowest, short Highest) Versions => (0, 1);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        answer.Int32(0);
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
                var (partition, before) = (reader.Int32(), reader.Int64());
                var (error, start) = request.Injected != KafkaErrorCode.None ? (request.Injected, -1)
                    : state.Topics.Find(topic, partition)?.DeleteBefore(before) ?? (KafkaErrorCode.UnknownTopicOrPartition, -1);
                answer.Int32(partition);
                answer.Int64(start);
                answer.Error(error);
            }
        }

        return ValueTask.CompletedTask;
    }
}
