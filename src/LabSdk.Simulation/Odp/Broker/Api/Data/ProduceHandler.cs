namespace LabSdk.Simulation.Odp;

/// <summary>Appends records.</summary>
internal sealed class ProduceHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.Produce;

    // Versions 0 to 2 are announced because some clients compress only when they see them; their message formats are refused.
    public (short Lowest, short Highest) Versions => (0, 7);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var isTransactional = Read(request, out var acks, out var topics);
        var refused = request.Injected != KafkaErrorCode.None ? request.Injected
            : acks is < -1 or > 1 ? KafkaErrorCode.InvalidRequiredAcks
            : isTransactional ? KafkaErrorCode.InvalidRequest
            : KafkaErrorCode.None;
        answer.Count(topics.Count);
        foreach (var (topic, partitions) in topics)
        {
            answer.String(topic);
            answer.Count(partitions.Count);
            foreach (var (partition, start, length) in partitions)
            {
                var result = refused != KafkaErrorCode.None ? AppendResult.Failed(refused) : Append(topic, partition, request.Body.Span.Slice(start, Math.Max(length, 0)));
                answer.Int32(partition);
                answer.Error(result.Error);
                answer.Int64(result.BaseOffset);
                if (request.Version >= 2)
                {
                    answer.Int64(-1);
                }

                if (request.Version >= 5)
                {
                    answer.Int64(result.StartOffset);
                }
            }
        }

        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        request.HasAnswer = acks != 0;
        state.Topics.Trim();
        return ValueTask.CompletedTask;
    }

    private AppendResult Append(string topic, int partition, Span<byte> batches)
    {
        if (state.Topics.Find(topic, partition) is not { } log)
        {
            return AppendResult.Failed(KafkaErrorCode.UnknownTopicOrPartition);
        }

        try
        {
            return batches.IsEmpty ? AppendResult.Failed(KafkaErrorCode.InvalidRecord) : log.Append(batches, state.Options.MaxBatchBytes);
        }
        catch (IOException)
        {
            return AppendResult.Failed(KafkaErrorCode.KafkaStorageError);
        }
    }

    // All of it is read before anything is appended: a broken request changes nothing.
    private static bool Read(BrokerRequest request, out short acks, out List<(string Name, List<(int Partition, int Start, int Length)> Partitions)> topics)
    {
        var reader = request.Read();
        var transaction = request.Version >= 3 ? reader.NullableString() : null;
        acks = reader.Int16();
        reader.Int32();
        topics = [];
        for (var left = reader.Count(); left > 0; left--)
        {
            var name = reader.String();
            List<(int, int, int)> partitions = [];
            for (var more = reader.Count(); more > 0; more--)
            {
                var partition = reader.Int32();
                var (start, length) = reader.BytesRange();
                partitions.Add((partition, start, length));
            }

            topics.Add((name, partitions));
        }

        return transaction is not null;
    }
}
