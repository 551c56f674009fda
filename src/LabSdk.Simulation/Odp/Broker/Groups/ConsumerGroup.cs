namespace LabSdk.Simulation.Odp;

/// <summary>One group: its members, who of them has which partitions, and how far they have come. Thread-safe.</summary>
internal sealed partial class ConsumerGroup(string name, SimulatedBrokerOptions options)
{
    private const int MostMembers = 1000;
    private static readonly TimeSpan ShortestSession = TimeSpan.FromMilliseconds(100), LongestSession = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly List<GroupMember> _members = [];
    private readonly Dictionary<string, DateTimeOffset> _promisedIds = [];
    private readonly Dictionary<(string Topic, int Partition), CommittedOffset> _offsets = [];
    private GroupState _state;
    private int _generation;
    private string _protocolType = "", _protocol = "", _leader = "";
    private DateTimeOffset _joinsEnd, _joinsWait;

    public string Name { get; } = name;

    private DateTimeOffset Now => options.Time.GetUtcNow();

    /// <summary>True when nothing would be lost with it.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _members.Count == 0 && _offsets.Count == 0 && _promisedIds.Count == 0;
            }
        }
    }

    public GroupSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new GroupSnapshot(
                Name, _state.ToString(), _protocolType, _state == GroupState.Stable ? _protocol : "",
                [.. _members.Select(each => new GroupMemberSnapshot(each.Id, each.ClientId, each.ClientHost, each.MetadataOf(_protocol), each.Assignment))]);
        }
    }

    public Task<JoinAnswer> JoinAsync(JoinQuestion question)
    {
        lock (_gate)
        {
            var (member, error) = Admit(question);
            if (member is null)
            {
                return Task.FromResult(error);
            }

            var isSame = member.HasSameProtocols(question.Protocols);
            (member.InstanceId, member.ClientId, member.ClientHost) = (question.InstanceId, question.ClientId, question.ClientHost);
            (member.SessionTimeout, member.RebalanceTimeout, member.Protocols) = (question.SessionTimeout, question.RebalanceTimeout, question.Protocols);
            member.Deadline = Now + member.SessionTimeout;
            _protocolType = question.ProtocolType;

            // A member that only missed the answer gets it again; the leader's question means that it wants to divide anew.
            if (isSame && (_state == GroupState.CompletingRebalance || (_state == GroupState.Stable && member.Id != _leader)))
            {
                return Task.FromResult(Answer(member));
            }

            member.Joining?.TrySetResult(JoinAnswer.Failed(KafkaErrorCode.UnknownMemberId, member.Id));
            member.Joining = new TaskCompletionSource<JoinAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            var answer = member.Joining.Task;
            Rebalance();
            CompleteJoins();
            return answer;
        }
    }

    public Task<SyncAnswer> SyncAsync(string memberId, int generation, IReadOnlyDictionary<string, byte[]> assignments)
    {
        lock (_gate)
        {
            var error = Check(memberId, generation, out var member);
            if (error != KafkaErrorCode.None)
            {
                return Task.FromResult(SyncAnswer.Failed(error));
            }

            member!.Deadline = Now + member.SessionTimeout;
            switch (_state)
            {
                case GroupState.Stable:
                    return Task.FromResult(new SyncAnswer(KafkaErrorCode.None, member.Assignment));
                case GroupState.CompletingRebalance:
                    member.Syncing?.TrySetResult(SyncAnswer.Failed(KafkaErrorCode.UnknownMemberId));
                    member.Syncing = new TaskCompletionSource<SyncAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
                    var answer = member.Syncing.Task;
                    if (member.Id == _leader)
                    {
                        HandOut(assignments);
                    }

                    return answer;
                default:
                    return Task.FromResult(SyncAnswer.Failed(KafkaErrorCode.RebalanceInProgress));
            }
        }
    }

    public KafkaErrorCode Heartbeat(string memberId, int generation)
    {
        lock (_gate)
        {
            var error = Check(memberId, generation, out var member);
            if (error != KafkaErrorCode.None)
            {
                return error;
            }

            member!.Deadline = Now + member.SessionTimeout;
            return _state == GroupState.PreparingRebalance ? KafkaErrorCode.RebalanceInProgress : KafkaErrorCode.None;
        }
    }

    public KafkaErrorCode Leave(string memberId)
    {
        lock (_gate)
        {
            if (_promisedIds.Remove(memberId))
            {
                return KafkaErrorCode.None;
            }

            if (_members.Find(each => each.Id == memberId) is not { } member)
            {
                return KafkaErrorCode.UnknownMemberId;
            }

            Remove(member);
            return KafkaErrorCode.None;
        }
    }

    /// <summary>Takes silent members out and ends waiting that has lasted long enough.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var late in _members.Where(each => each.Deadline < now && each.Joining is null).ToArray())
            {
                Remove(late);
            }

            foreach (var (id, until) in _promisedIds.Where(pair => pair.Value < now).ToArray())
            {
                _promisedIds.Remove(id);
            }

            CompleteJoins();
        }
    }

    private KafkaErrorCode Check(string memberId, int generation, out GroupMember? member)
    {
        member = _members.Find(each => each.Id == memberId);
        return member is null ? KafkaErrorCode.UnknownMemberId
            : generation != _generation ? KafkaErrorCode.IllegalGeneration
            : KafkaErrorCode.None;
    }
}
