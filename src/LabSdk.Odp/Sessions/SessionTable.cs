using System.Diagnostics.CodeAnalysis;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Text;

namespace LabSdk.Odp.Sessions;

/// <summary>The sessions of a broker, built from the records of its session-info topic. Thread-safe.</summary>
internal sealed class SessionTable(TopicLayout layout)
{
    private readonly Lock _gate = new();
    private readonly EnvelopeReader _envelopes = new();
    private readonly Dictionary<string, OdpSessionInfo> _byKey = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>All sessions, in order of creation.</summary>
    public IReadOnlyList<OdpSessionInfo> Sessions
    {
        get
        {
            lock (_gate)
            {
                return [.. _order.Select(key => _byKey[key])];
            }
        }
    }

    public bool TryGet(string sessionKey, [NotNullWhen(true)] out OdpSessionInfo? session)
    {
        lock (_gate)
        {
            return _byKey.TryGetValue(sessionKey, out session);
        }
    }

    /// <summary>The session of a key.</summary>
    /// <exception cref="OdpConfigurationException">There is none.</exception>
    public OdpSessionInfo Get(string sessionKey) => TryGet(sessionKey, out var session) ? session : throw new OdpConfigurationException(
        OdpErrorKind.UnknownSession, $"There is no session with the key '{sessionKey}'.", NearestNames.Hint(sessionKey, Sessions.Select(each => each.SessionKey), "sessions"));

    /// <summary>Takes a record of the session-info topic.</summary>
    /// <param name="hasKey">The record has a Kafka key; its text does not matter, the packet names the session.</param>
    /// <param name="record">The record's value.</param>
    /// <param name="recordTime">The record's time, nanoseconds since the epoch; null when not known.</param>
    public SessionChange Apply(bool hasKey, ReadOnlyMemory<byte> record, ulong? recordTime = null)
    {
        if (!hasKey)
        {
            return SessionChange.Ignore("The record has no key.");
        }

        lock (_gate)
        {
            return _envelopes.TryRead(record, out var packet) ? Apply(packet, recordTime) : SessionChange.Ignore("The record is not a packet.");
        }
    }

    private SessionChange Apply(in PacketEnvelope packet, ulong? recordTime)
    {
        var content = packet.Content.Span;
        _byKey.TryGetValue(packet.SessionKey, out var known);
        switch (packet.Type)
        {
            case PacketTypes.NewSession when known is not null:
                return SessionChange.Ignore($"The session {packet.SessionKey} exists already.");
            case PacketTypes.NewSession:
                return PacketContent.TryParse(NewSessionPacket.Parser, content, out var start)
                    ? Keep(SessionChangeKind.Started, null, SessionMerge.Start(layout, packet.SessionKey, start), recordTime) : Malformed(packet);
            case PacketTypes.SessionInfo or PacketTypes.EndOfSession when known is null:
                return SessionChange.Ignore($"The session {packet.SessionKey} is not known.");
            case PacketTypes.SessionInfo:
                return PacketContent.TryParse(SessionInfoPacket.Parser, content, out var info)
                    ? Keep(SessionChangeKind.Updated, known, SessionMerge.Update(known!, info), recordTime) : Malformed(packet);
            case PacketTypes.EndOfSession when known!.IsComplete:
                return SessionChange.Ignore($"The session {packet.SessionKey} has ended already.");
            case PacketTypes.EndOfSession:
                return PacketContent.TryParse(EndOfSessionPacket.Parser, content, out var end)
                    ? Keep(SessionChangeKind.Ended, known, SessionMerge.End(known!, end), recordTime) : Malformed(packet);
            default:
                return SessionChange.Ignore($"Packets of type '{packet.Type}' do not belong here.");
        }
    }

    private SessionChange Keep(SessionChangeKind kind, OdpSessionInfo? before, OdpSessionInfo after, ulong? recordTime)
    {
        after = after with { LastRecordTime = recordTime ?? after.LastRecordTime };
        if (before is null)
        {
            _order.Add(after.SessionKey);
        }

        _byKey[after.SessionKey] = after;
        return new SessionChange(kind, after, [.. after.AssociateSessionKeys.Except(before?.AssociateSessionKeys ?? [], StringComparer.Ordinal)], null);
    }

    private static SessionChange Malformed(in PacketEnvelope packet) => SessionChange.Ignore($"The content of a {packet.Type} packet cannot be read.");
}
