namespace LabSdk.Simulation.Odp;

/// <summary>A member of a group. Guarded by the lock of its group.</summary>
internal sealed class GroupMember(string id)
{
    public string Id { get; } = id;

    public string? InstanceId { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientHost { get; set; } = "";

    public TimeSpan SessionTimeout { get; set; }

    public TimeSpan RebalanceTimeout { get; set; }

    public IReadOnlyList<(string Name, byte[] Metadata)> Protocols { get; set; } = [];

    public byte[] Assignment { get; set; } = [];

    /// <summary>When it is taken for dead.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Its call of JoinGroup that waits, or null.</summary>
    public TaskCompletionSource<JoinAnswer>? Joining { get; set; }

    /// <summary>Its call of SyncGroup that waits, or null.</summary>
    public TaskCompletionSource<SyncAnswer>? Syncing { get; set; }

    public byte[] MetadataOf(string protocol) => Protocols.FirstOrDefault(each => each.Name == protocol).Metadata ?? [];

    public bool HasSameProtocols(IReadOnlyList<(string Name, byte[] Metadata)> others) =>
        Protocols.Count == others.Count
        && Protocols.Zip(others).All(pair => pair.First.Name == pair.Second.Name && pair.First.Metadata.AsSpan().SequenceEqual(pair.Second.Metadata));
}
