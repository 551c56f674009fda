using System.Text;

namespace LabSdk.Simulation.Odp;

/// <summary>Stores how far a group has come.</summary>
internal sealed class OffsetCommitHandler(BrokerState state) : IApiHandler
{
    private const int LongestMetadata = 4096;

    public KafkaApi Api => KafkaApi.OffsetCommit;

    public (short Lowest, short Highest) Versions => (2, 7);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var version = request.Version;
        var (name, generation, member) = (reader.String(), reader.Int32(), reader.String());
        if (version >= 7)
        {
            reader.NullableString();
        }

        if (version <= 4)
        {
            reader.Int64();
        }

        var group = state.Groups.Open(name);
        var refused = request.Injected != KafkaErrorCode.None ? request.Injected : group?.MayCommit(member, generation) ?? KafkaErrorCode.InvalidGroupId;
        if (version >= 3)
        {
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
                var (partition, offset) = (reader.Int32(), reader.Int64());
                var epoch = version >= 6 ? reader.Int32() : -1;
                var metadata = reader.NullableString();
                answer.Int32(partition);
                answer.Error(refused != KafkaErrorCode.None ? refused : Commit(group!, topic, partition, new CommittedOffset(offset, epoch, metadata)));
            }
        }

        return ValueTask.CompletedTask;
    }

    private KafkaErrorCode Commit(ConsumerGroup group, string topic, int partition, CommittedOffset offset)
    {
        if (state.Topics.Find(topic, partition) is null)
        {
            return KafkaErrorCode.UnknownTopicOrPartition;
        }

        if (offset.Metadata is { } text && Encoding.UTF8.GetByteCount(text) > LongestMetadata)
        {
            return KafkaErrorCode.OffsetMetadataTooLarge;
        }

        try
        {
            state.Groups.Commit(group, topic, partition, offset);
            return KafkaErrorCode.None;
        }
        catch (IOException)
        {
            return KafkaErrorCode.KafkaStorageError;
        }
    }
}
