using System.Globalization;

namespace LabSdk.Simulation.Odp;

/// <summary>Tells the few settings there are; none can be changed.</summary>
internal sealed class DescribeConfigsHandler(BrokerState state) : IApiHandler
{
    private const byte Topic = 2, Broker = 4, StaticBrokerSetting = 4;

    public KafkaApi Api => KafkaApi.DescribeConfigs;

    public (short Lowest, short Highest) Versions => (0, 2);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        answer.Int32(0);
        var resources = reader.Count();
        answer.Count(resources);
        for (; resources > 0; resources--)
        {
            var (type, name, wanted) = (reader.Byte(), reader.String(), reader.Count(sizeof(short)));
            var keys = new HashSet<string>(StringComparer.Ordinal);
            for (var left = wanted; left > 0; left--)
            {
                keys.Add(reader.String());
            }

            var error = request.Injected != KafkaErrorCode.None ? request.Injected : Look(type, name);
            var settings = error == KafkaErrorCode.None ? Settings(type).Where(pair => wanted < 0 || keys.Contains(pair.Name)).ToArray() : [];
            answer.Error(error);
            answer.String(null);
            answer.Byte(type);
            answer.String(name);
            answer.Count(settings.Length);
            foreach (var (key, value) in settings)
            {
                answer.String(key);
                answer.String(value);
                answer.Bool(true);
                answer.Byte(request.Version == 0 ? (byte)0 : StaticBrokerSetting);
                answer.Bool(false);
                if (request.Version >= 1)
                {
                    answer.Count(0);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    private KafkaErrorCode Look(byte type, string name) => type switch
    {
        Topic => state.Topics.Find(name) is null ? KafkaErrorCode.UnknownTopicOrPartition : KafkaErrorCode.None,
        Broker => name == BrokerState.NodeId.ToString(CultureInfo.InvariantCulture) ? KafkaErrorCode.None : KafkaErrorCode.InvalidRequest,
        _ => KafkaErrorCode.InvalidRequest,
    };

    private IEnumerable<(string Name, string Value)> Settings(byte type)
    {
        var retention = state.Options.EffectiveRetention == long.MaxValue ? -1 : state.Options.EffectiveRetention;
        (string Name, long Value)[] numbers = type == Topic
            ? [("max.message.bytes", state.Options.MaxBatchBytes), ("retention.bytes", retention), ("retention.ms", -1)]
            : [("message.max.bytes", state.Options.MaxBatchBytes), ("log.retention.bytes", retention), ("num.partitions", state.Options.DefaultPartitions)];
        foreach (var (name, value) in numbers)
        {
            yield return (name, value.ToString(CultureInfo.InvariantCulture));
        }

        yield return type == Topic ? ("cleanup.policy", "delete") : ("auto.create.topics.enable", state.Options.CreatesTopics ? "true" : "false");
    }
}
