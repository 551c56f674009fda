namespace LabSdk.Simulation.Odp;

/// <summary>Tells the broker and its topics; makes topics that are asked for by name, as Kafka does.</summary>
internal sealed class MetadataHandler(BrokerState state) : IApiHandler
{
    private const int NoAuthorizedOperations = int.MinValue;

    public KafkaApi Api => KafkaApi.Metadata;

    public (short Lowest, short Highest) Versions => (0, 8);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var version = request.Version;
        var count = reader.Count(sizeof(short));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var left = count; left > 0; left--)
        {
            names.Add(reader.String());
        }

        // No list means all topics; in version 0 an empty one does.
        var isAll = count < 0 || (version == 0 && count == 0);
        var makes = (version < 4 || reader.Bool()) && state.Options.CreatesTopics;
        WriteBroker(answer, version);
        if (isAll)
        {
            var all = state.Topics.All.ToArray();
            answer.Count(all.Length);
            foreach (var topic in all)
            {
                WriteTopic(answer, version, topic.Name, request.Injected, topic.Partitions.Count);
            }
        }
        else
        {
            answer.Count(names.Count);
            foreach (var name in names)
            {
                var error = request.Injected != KafkaErrorCode.None ? request.Injected : Look(name, makes);
                WriteTopic(answer, version, name, error, state.Topics.Find(name)?.Partitions.Count ?? 0);
            }
        }

        if (version >= 8)
        {
            answer.Int32(NoAuthorizedOperations);
        }

        return ValueTask.CompletedTask;
    }

    private KafkaErrorCode Look(string name, bool makes)
    {
        if (state.Topics.Find(name) is not null)
        {
            return KafkaErrorCode.None;
        }

        if (!makes)
        {
            return TopicNames.IsValid(name) ? KafkaErrorCode.UnknownTopicOrPartition : KafkaErrorCode.InvalidTopic;
        }

        try
        {
            var error = state.Topics.Create(name, -1);
            return error == KafkaErrorCode.TopicAlreadyExists ? KafkaErrorCode.None : error;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return KafkaErrorCode.KafkaStorageError;
        }
    }

    private void WriteBroker(KafkaWriter answer, short version)
    {
        if (version >= 3)
        {
            answer.Int32(0);
        }

        answer.Count(1);
        answer.Int32(BrokerState.NodeId);
        answer.String(state.Options.EffectiveHost);
        answer.Int32(state.Port);
        if (version >= 1)
        {
            answer.String(null);
        }

        if (version >= 2)
        {
            answer.String(BrokerState.ClusterId);
        }

        if (version >= 1)
        {
            answer.Int32(BrokerState.NodeId);
        }
    }

    private static void WriteTopic(KafkaWriter answer, short version, string name, KafkaErrorCode error, int partitions)
    {
        answer.Error(error);
        answer.String(name);
        if (version >= 1)
        {
            answer.Bool(false);
        }

        partitions = error == KafkaErrorCode.None ? partitions : 0;
        answer.Count(partitions);
        for (var number = 0; number < partitions; number++)
        {
            answer.Error(KafkaErrorCode.None);
            answer.Int32(number);
            answer.Int32(BrokerState.NodeId);
            if (version >= 7)
            {
                answer.Int32(0);
            }

            // Replicas, and those that are in step.
            for (var list = 0; list < 2; list++)
            {
                answer.Count(1);
                answer.Int32(BrokerState.NodeId);
            }

            if (version >= 5)
            {
                answer.Count(0);
            }
        }

        if (version >= 8)
        {
            answer.Int32(NoAuthorizedOperations);
        }
    }
}
