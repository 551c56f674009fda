namespace LabSdk.Simulation.Odp;

internal sealed partial class ConsumerGroup
{
    // The lock is held in all of these.
    private (GroupMember? Member, JoinAnswer Error) Admit(JoinQuestion question)
    {
        var known = _members.Find(each => each.Id == question.MemberId);
        var error = question.SessionTimeout < ShortestSession || question.SessionTimeout > LongestSession ? KafkaErrorCode.InvalidSessionTimeout
            : question.Protocols.Count == 0 || !Agrees(question, known) ? KafkaErrorCode.InconsistentGroupProtocol
            : known is null && _members.Count >= MostMembers ? KafkaErrorCode.GroupMaxSizeReached
            : question.MemberId.Length > 0 && known is null && !_promisedIds.ContainsKey(question.MemberId) ? KafkaErrorCode.UnknownMemberId
            : KafkaErrorCode.None;
        if (error != KafkaErrorCode.None)
        {
            return (null, JoinAnswer.Failed(error, question.MemberId));
        }

        if (known is not null)
        {
            return (known, null!);
        }

        var id = question.MemberId.Length > 0 ? question.MemberId : $"{question.ClientId}-{Guid.NewGuid():D}";
        if (question is { MemberId: "", MustKnowId: true, InstanceId: null } && _promisedIds.Count < MostMembers)
        {
            _promisedIds[id] = Now + question.SessionTimeout;
            return (null, JoinAnswer.Failed(KafkaErrorCode.MemberIdRequired, id));
        }

        // A member with a fixed name that comes again takes the place of its predecessor.
        if (question.InstanceId is { } instance && _members.Find(each => each.InstanceId == instance) is { } predecessor)
        {
            Remove(predecessor);
        }

        _promisedIds.Remove(id);
        var member = new GroupMember(id);
        _members.Add(member);
        return (member, null!);
    }

    private bool Agrees(JoinQuestion question, GroupMember? known)
    {
        var others = _members.Where(each => each != known).ToArray();
        return others.Length == 0
            || (question.ProtocolType == _protocolType && question.Protocols.Any(mine => others.All(other => other.Protocols.Any(its => its.Name == mine.Name))));
    }

    private void Rebalance()
    {
        if (_state == GroupState.PreparingRebalance)
        {
            return;
        }

        _joinsWait = _state == GroupState.Empty ? Now + options.GroupStartDelay : default;
        _state = GroupState.PreparingRebalance;
        _joinsEnd = Now + (_members.Count > 0 ? _members.Max(each => each.RebalanceTimeout) : TimeSpan.Zero);
        foreach (var member in _members)
        {
            member.Syncing?.TrySetResult(SyncAnswer.Failed(KafkaErrorCode.RebalanceInProgress));
            member.Syncing = null;
        }
    }

    private void CompleteJoins()
    {
        if (_state != GroupState.PreparingRebalance || Now < _joinsWait || (_members.Any(each => each.Joining is null) && Now < _joinsEnd))
        {
            return;
        }

        _members.RemoveAll(each => each.Joining is null);
        _generation++;
        if (_members.Count == 0)
        {
            (_state, _leader, _protocol) = (GroupState.Empty, "", "");
            return;
        }

        var leader = _members.Find(each => each.Id == _leader) ?? _members[0];
        _leader = leader.Id;
        _protocol = leader.Protocols.First(mine => _members.All(other => other.Protocols.Any(its => its.Name == mine.Name))).Name;
        _state = GroupState.CompletingRebalance;
        foreach (var member in _members)
        {
            member.Deadline = Now + member.SessionTimeout;
            member.Assignment = [];
            member.Joining!.TrySetResult(Answer(member));
            member.Joining = null;
        }
    }

    private JoinAnswer Answer(GroupMember member) => new(
        KafkaErrorCode.None, _generation, _protocol, _leader, member.Id,
        member.Id == _leader ? [.. _members.Select(each => (each.Id, each.InstanceId, each.MetadataOf(_protocol)))] : []);

    private void HandOut(IReadOnlyDictionary<string, byte[]> assignments)
    {
        _state = GroupState.Stable;
        foreach (var member in _members)
        {
            member.Assignment = assignments.GetValueOrDefault(member.Id) ?? [];
            member.Syncing?.TrySetResult(new SyncAnswer(KafkaErrorCode.None, member.Assignment));
            member.Syncing = null;
        }
    }

    private void Remove(GroupMember member)
    {
        _members.Remove(member);
        member.Joining?.TrySetResult(JoinAnswer.Failed(KafkaErrorCode.UnknownMemberId, member.Id));
        member.Syncing?.TrySetResult(SyncAnswer.Failed(KafkaErrorCode.UnknownMemberId));
        Rebalance();
        CompleteJoins();
    }
}
