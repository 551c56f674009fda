namespace LabSdk.Simulation.Odp;

/// <summary>A group as it is at one moment.</summary>
internal sealed record GroupSnapshot(string Name, string State, string ProtocolType, string Protocol, IReadOnlyList<GroupMemberSnapshot> Members);

/// <summary>A member of a group as it is at one moment.</summary>
internal sealed record GroupMemberSnapshot(string Id, string ClientId, string ClientHost, byte[] Metadata, byte[] Assignment);
