using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Client;

/// <summary>Packets about a session rather than of its data, from their messages.</summary>
internal static class SessionContent
{
    private const int DeepestGroup = 64;

    /// <summary>What a packet carries; null when it cannot be read.</summary>
    public static IOdpData? Read(string type, ReadOnlySpan<byte> content) => type switch
    {
        PacketTypes.Metadata => PacketContent.TryParse(MetadataPacket.Parser, content, out var packet)
            ? new OdpMetadata(packet.Metadata.ToDictionary(pair => pair.Key, pair => Of(pair.Value), StringComparer.Ordinal)) : null,
        PacketTypes.CoverageCursorInfo => PacketContent.TryParse(CoverageCursorInfoPacket.Parser, content, out var packet)
            ? new OdpCoverage(packet.DataSource, packet.CoverageCursorTime) : null,
        PacketTypes.AxisData => PacketContent.TryParse(AxisDataPacket.Parser, content, out var packet)
            ? new OdpAxis(packet.AxisIdentifier, packet.Timestamp, [.. packet.Values?.Values ?? []]) : null,
        PacketTypes.MapData => PacketContent.TryParse(MapDataPacket.Parser, content, out var packet) ? Of(packet) : null,
        PacketTypes.StreamStarted => PacketContent.TryParse(StreamStartedPacket.Parser, content, out var packet)
            ? new OdpStreamMark(packet.DataSource, packet.StreamName, true, OdpTime.FromTimestamp(packet.StartTime)) : null,
        PacketTypes.StreamStopped => PacketContent.TryParse(StreamStoppedPacket.Parser, content, out var packet)
            ? new OdpStreamMark(packet.DataSource, packet.StreamName, false, OdpTime.FromTimestamp(packet.StopTime)) : null,
        PacketTypes.NewSession => PacketContent.TryParse(NewSessionPacket.Parser, content, out var packet)
            ? new OdpSessionMark(OdpSessionMarkKind.Start, packet.DataSource, OdpTime.FromTimestamp(packet.CreationTime)) : null,
        PacketTypes.SessionInfo => PacketContent.TryParse(SessionInfoPacket.Parser, content, out var packet)
            ? new OdpSessionMark(OdpSessionMarkKind.Update, packet.DataSource, null) : null,
        PacketTypes.EndOfSession => PacketContent.TryParse(EndOfSessionPacket.Parser, content, out var packet)
            ? new OdpSessionMark(OdpSessionMarkKind.End, packet.DataSource, OdpTime.FromTimestamp(packet.TerminationTime)) : null,
        PacketTypes.SystemStatus => PacketContent.TryParse(SystemStatusMessage.Parser, content, out var packet)
            ? new OdpSystemStatus(packet.Service, packet.DataSource, (int)packet.Type) : null,
        _ => null,
    };

    public static OdpConfiguration Of(ConfigurationPacket packet) => new(
        packet.ConfigId,
        [.. packet.ParameterDefinitions.Select(OdpSignal.Of)],
        [.. packet.EventDefinitions.Select(definition => new OdpEventDefinition(
            definition.Identifier, definition.Name, definition.DefinitionId, definition.ApplicationName, definition.Description, (int)definition.Priority,
            [.. definition.Groups], [.. definition.Units], [.. definition.FormatStrings]))],
        [.. packet.GroupDefinitions.Select(group => Of(group, 0))]);

    private static OdpGroup Of(GroupDefinition group, int depth) => new(
        group.Identifier, group.Name, group.ApplicationName, group.Description, depth < DeepestGroup ? [.. group.Groups.Select(inner => Of(inner, depth + 1))] : []);

    private static OdpMap Of(MapDataPacket packet) => new(
        packet.MapIdentifier, packet.Timestamp, packet.XAxisIdentifier, packet.XIndexIdentifier, packet.YAxisIdentifier, packet.YIndexIdentifier,
        [.. packet.Values.Select(row => (IReadOnlyList<double>)[.. row.Values])]);

    // The wrapped values that there are; anything else stays as it came.
    private static object Of(Any any)
    {
        var bytes = any.Value.Span;
        return Any.GetTypeName(any.TypeUrl) switch
        {
            "google.protobuf.StringValue" when PacketContent.TryParse(StringValue.Parser, bytes, out var value) => value.Value,
            "google.protobuf.DoubleValue" when PacketContent.TryParse(DoubleValue.Parser, bytes, out var value) => value.Value,
            "google.protobuf.FloatValue" when PacketContent.TryParse(FloatValue.Parser, bytes, out var value) => (double)value.Value,
            "google.protobuf.Int64Value" when PacketContent.TryParse(Int64Value.Parser, bytes, out var value) => value.Value,
            "google.protobuf.UInt64Value" when PacketContent.TryParse(UInt64Value.Parser, bytes, out var value) => value.Value,
            "google.protobuf.Int32Value" when PacketContent.TryParse(Int32Value.Parser, bytes, out var value) => (long)value.Value,
            "google.protobuf.UInt32Value" when PacketContent.TryParse(UInt32Value.Parser, bytes, out var value) => (long)value.Value,
            "google.protobuf.BoolValue" when PacketContent.TryParse(BoolValue.Parser, bytes, out var value) => value.Value,
            _ => new OdpAny(any.TypeUrl, any.Value.Memory),
        };
    }
}
