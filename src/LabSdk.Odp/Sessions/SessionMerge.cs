using System.Collections.Immutable;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Sessions;

/// <summary>The rules by which packets change what is known of a session.</summary>
internal static class SessionMerge
{
    /// <summary>A new session. Details without a data source are those of a writer's own copy and do not count.</summary>
    public static OdpSessionInfo Start(TopicLayout layout, string key, NewSessionPacket packet)
    {
        var offsets = TopicOffset.Of(packet.TopicPartitionOffsets);
        var session = new OdpSessionInfo(key, packet.DataSource)
        {
            UtcOffset = OdpTime.FromDuration(packet.UtcOffset) ?? TimeSpan.Zero,
            StartOffsets = offsets,
            MainOffset = ReadPlan.OffsetOf(offsets, layout.Main(packet.DataSource)),
            EssentialsOffset = ReadPlan.OffsetOf(offsets, layout.Essentials(packet.DataSource)),
            CreationTime = OdpTime.FromTimestamp(packet.CreationTime),
        };
        return string.IsNullOrEmpty(packet.SessionInfo?.DataSource) ? session : Update(session, packet.SessionInfo);
    }

    /// <summary>Details: empty texts, version 0 and absent times say nothing; associates are replaced as a whole, details key by key.</summary>
    public static OdpSessionInfo Update(OdpSessionInfo session, SessionInfoPacket packet) => session with
    {
        Identifier = packet.Identifier.Length > 0 ? packet.Identifier : session.Identifier,
        Type = packet.Type.Length > 0 ? packet.Type : session.Type,
        Version = packet.Version > 0 ? packet.Version : session.Version,
        AssociateSessionKeys = packet.AssociateSessionKeys.Count > 0 ? [.. packet.AssociateSessionKeys] : session.AssociateSessionKeys,
        Details = ((ImmutableSortedDictionary<string, string>)session.Details).SetItems(packet.Details),
        UtcOffset = OdpTime.FromDuration(packet.UtcOffset) ?? session.UtcOffset,
        CreationTime = OdpTime.FromTimestamp(packet.CreationTime) ?? session.CreationTime,
        TerminationTime = OdpTime.FromTimestamp(packet.TerminationTime) ?? session.TerminationTime,
    };

    /// <summary>The end.</summary>
    public static OdpSessionInfo End(OdpSessionInfo session, EndOfSessionPacket packet) => session with
    {
        IsComplete = true,
        EndOffsets = TopicOffset.Of(packet.TopicPartitionOffsets),
        TerminationTime = OdpTime.FromTimestamp(packet.TerminationTime) ?? session.TerminationTime,
    };

    /// <summary>The full packet that an update publishes: the known state with the change in it.</summary>
    public static SessionInfoPacket ToPacket(OdpSessionInfo session)
    {
        var packet = new SessionInfoPacket
        {
            DataSource = session.DataSource,
            Identifier = session.Identifier,
            Type = session.Type,
            Version = session.Version,
            UtcOffset = OdpTime.ToDuration(session.UtcOffset),
            CreationTime = session.CreationTime is { } created ? OdpTime.ToTimestamp(created) : null,
            TerminationTime = session.TerminationTime is { } ended ? OdpTime.ToTimestamp(ended) : null,
        };
        packet.AssociateSessionKeys.Add(session.AssociateSessionKeys);
        foreach (var (name, text) in session.Details)
        {
            packet.Details[name] = text;
        }

        return packet;
    }
}
