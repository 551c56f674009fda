namespace LabSdk.Simulation.Odp;

internal sealed partial class ConsumerGroup
{
    /// <summary>Whether a client may store positions now: a member of this generation, or anybody when there are no members.</summary>
    public KafkaErrorCode MayCommit(string memberId, int generation)
    {
        lock (_gate)
        {
            if (generation < 0 && memberId.Length == 0)
            {
                return _members.Count == 0 ? KafkaErrorCode.None : KafkaErrorCode.UnknownMemberId;
            }

            var error = Check(memberId, generation, out var member);
            if (error != KafkaErrorCode.None)
            {
                return error;
            }

            member!.Deadline = Now + member.SessionTimeout;
            return _state == GroupState.CompletingRebalance ? KafkaErrorCode.RebalanceInProgress : KafkaErrorCode.None;
        }
    }

    public void Commit(string topic, int partition, CommittedOffset offset)
    {
        lock (_gate)
        {
            _offsets[(topic, partition)] = offset;
        }
    }

    public CommittedOffset Committed(string topic, int partition)
    {
        lock (_gate)
        {
            return _offsets.GetValueOrDefault((topic, partition)) ?? CommittedOffset.None;
        }
    }

    public IReadOnlyList<(string Topic, int Partition, CommittedOffset Offset)> AllCommitted()
    {
        lock (_gate)
        {
            return [.. _offsets.Select(pair => (pair.Key.Topic, pair.Key.Partition, pair.Value))];
        }
    }

    /// <summary>Forgets the positions in a topic that is no more.</summary>
    public void Forget(string topic)
    {
        lock (_gate)
        {
            foreach (var key in _offsets.Keys.Where(key => key.Topic == topic).ToArray())
            {
                _offsets.Remove(key);
            }
        }
    }
}
