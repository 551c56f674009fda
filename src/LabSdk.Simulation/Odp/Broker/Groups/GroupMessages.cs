namespace LabSdk.Simulation.Odp;

/// <summary>What a client asks when it wants to become a member.</summary>
internal sealed record JoinQuestion(
    string Group,
    string MemberId,
    string? InstanceId,
    string ProtocolType,
    TimeSpan SessionTimeout,
    TimeSpan RebalanceTimeout,
    IReadOnlyList<(string Name, byte[] Metadata)> Protocols,
    string ClientId,
    string ClientHost,
    bool MustKnowId);

/// <summary>The answer; the members are told to the leader only.</summary>
internal sealed record JoinAnswer(
    KafkaErrorCode Error,
    int Generation,
    string Protocol,
    string Leader,
    string MemberId,
    IReadOnlyList<(string Id, string? InstanceId, byte[] Metadata)> Members)
{
    public static JoinAnswer Failed(KafkaErrorCode error, string memberId) => new(error, -1, "", "", memberId, []);
}

/// <summary>The partitions of a member, in the form its assignor wrote them.</summary>
internal sealed record SyncAnswer(KafkaErrorCode Error, byte[] Assignment)
{
    public static SyncAnswer Failed(KafkaErrorCode error) => new(error, []);
}

/// <summary>What is stored for a group and a partition.</summary>
internal sealed record CommittedOffset(long Offset, int LeaderEpoch, string? Metadata)
{
    public static CommittedOffset None { get; } = new(-1, -1, "");
}
