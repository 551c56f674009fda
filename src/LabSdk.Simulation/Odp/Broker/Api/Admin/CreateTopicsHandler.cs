namespace LabSdk.Simulation.Odp;

/// <summary>Makes topics.</summary>
internal sealed class CreateTopicsHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.CreateTopics;

    public (short Lowest, short Highest) Versions => (0, 4);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var (topics, isTrial) = Read(request);
        if (request.Version >= 2)
        {
            answer.Int32(0);
        }

        answer.Count(topics.Count);
        foreach (var (name, partitions, replication) in topics)
        {
            var (error, why) = request.Injected != KafkaErrorCode.None ? (request.Injected, "A fault that was asked for.") : Create(name, partitions, replication, isTrial);
            answer.String(name);
            answer.Error(error);
            if (request.Version >= 1)
            {
                answer.String(error == KafkaErrorCode.None ? null : why);
            }
        }

        return ValueTask.CompletedTask;
    }

    private (KafkaErrorCode Error, string Why) Create(string name, int partitions, short replication, bool isTrial)
    {
        if (replication is not (-1 or 1))
        {
            return (KafkaErrorCode.InvalidReplicationFactor, "There is one broker, so that a topic can have one replica only.");
        }

        try
        {
            var error = state.Topics.Create(name, partitions, isTrial);
            return (error, error switch
            {
                KafkaErrorCode.InvalidTopic => "A topic is named with letters, digits, '.', '_' and '-', 249 at most; in a folder, case alone does not tell two apart.",
                KafkaErrorCode.TopicAlreadyExists => "The topic exists already.",
                KafkaErrorCode.InvalidPartitions => "A topic has one partition at least.",
                KafkaErrorCode.PolicyViolation => "All topics together would have more partitions than the broker allows (MaxPartitions).",
                _ => "",
            });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (KafkaErrorCode.KafkaStorageError, "The broker's folder cannot be written.");
        }
    }

    private static (List<(string Name, int Partitions, short Replication)> Topics, bool IsTrial) Read(BrokerRequest request)
    {
        var reader = request.Read();
        List<(string, int, short)> topics = [];
        for (var left = reader.Count(); left > 0; left--)
        {
            var (name, partitions, replication) = (reader.String(), reader.Int32(), reader.Int16());
            var assigned = reader.Count();
            for (var more = assigned; more > 0; more--)
            {
                reader.Int32();
                for (var brokers = reader.Count(sizeof(int)); brokers > 0; brokers--)
                {
                    reader.Int32();
                }
            }

            // Settings are taken and not used: there is nothing to set for a topic.
            for (var settings = reader.Count(); settings > 0; settings--)
            {
                reader.String();
                reader.NullableString();
            }

            topics.Add((name, assigned > 0 ? assigned : partitions, assigned > 0 ? (short)1 : replication));
        }

        reader.Int32();
        return (topics, request.Version >= 1 && reader.Bool());
    }
}
