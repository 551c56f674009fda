namespace LabSdk.Simulation.Odp;

/// <summary>Adds partitions to topics.</summary>
internal sealed class CreatePartitionsHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.CreatePartitions;

    public (short Lowest, short Highest) Versions => (0, 1);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        List<(string Name, int Count)> topics = [];
        for (var left = reader.Count(); left > 0; left--)
        {
            topics.Add((reader.String(), reader.Int32()));
            for (var assigned = reader.Count(); assigned > 0; assigned--)
            {
                for (var brokers = reader.Count(sizeof(int)); brokers > 0; brokers--)
                {
                    reader.Int32();
                }
            }
        }

        reader.Int32();
        var isTrial = reader.Bool();
        answer.Int32(0);
        answer.Count(topics.Count);
        foreach (var (name, count) in topics)
        {
            answer.String(name);
            answer.Error(request.Injected != KafkaErrorCode.None ? request.Injected : Grow(name, count, isTrial));
            answer.String(null);
        }

        return ValueTask.CompletedTask;
    }

    private KafkaErrorCode Grow(string name, int count, bool isTrial)
    {
        try
        {
            return state.Topics.Grow(name, count, isTrial);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return KafkaErrorCode.KafkaStorageError;
        }
    }
}
