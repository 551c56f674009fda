using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Wire;

/// <summary>The values of <c>Packet.type</c>: the message's name without a trailing "Packet". Case counts.</summary>
internal static class PacketTypes
{
    public const string NewSession = "NewSession";
    public const string EndOfSession = "EndOfSession";
    public const string SessionInfo = "SessionInfo";
    public const string Configuration = "Configuration";
    public const string Metadata = "Metadata";
    public const string DataFormatDefinition = "DataFormatDefinition";
    public const string DataFormatConfiguration = "DataFormatConfiguration";
    public const string PeriodicData = "PeriodicData";
    public const string RowData = "RowData";
    public const string SynchroData = "SynchroData";
    public const string Event = "Event";
    public const string Marker = "Marker";
    public const string Error = "Error";
    public const string RawCanData = "RawCANData";
    public const string AxisData = "AxisData";
    public const string MapData = "MapData";
    public const string CoverageCursorInfo = "CoverageCursorInfo";
    public const string StreamStarted = "StreamStarted";
    public const string StreamStopped = "StreamStopped";
    public const string SystemStatus = "SystemStatusMessage";

    private const string Ending = "Packet";

    private static readonly FrozenDictionary<string, MessageDescriptor> Contents = new[]
    {
        NewSessionPacket.Descriptor, EndOfSessionPacket.Descriptor, SessionInfoPacket.Descriptor, ConfigurationPacket.Descriptor,
        MetadataPacket.Descriptor, DataFormatDefinitionPacket.Descriptor, DataFormatConfigurationPacket.Descriptor,
        PeriodicDataPacket.Descriptor, RowDataPacket.Descriptor, SynchroDataPacket.Descriptor, EventPacket.Descriptor,
        MarkerPacket.Descriptor, ErrorPacket.Descriptor, RawCANDataPacket.Descriptor, AxisDataPacket.Descriptor,
        MapDataPacket.Descriptor, CoverageCursorInfoPacket.Descriptor, StreamStartedPacket.Descriptor,
        StreamStoppedPacket.Descriptor, SystemStatusMessage.Descriptor,
    }.ToFrozenDictionary(Of, StringComparer.Ordinal);

    /// <summary>The type under which a message travels.</summary>
    public static string Of(MessageDescriptor message) =>
        message.Name.EndsWith(Ending, StringComparison.Ordinal) ? message.Name[..^Ending.Length] : message.Name;

    /// <summary>The name to compare with: other spellings that are in use become the one that is written.</summary>
    public static string Canonical(string type) => type switch
    {
        "EventData" => Event,
        "MarkerData" => Marker,
        "SystemStatus" => SystemStatus,
        _ => type,
    };

    /// <summary>The message inside packets of a type; null for a type that travels opaque.</summary>
    public static MessageDescriptor? ContentOf(string type) => Contents.GetValueOrDefault(Canonical(type));

    public static bool HasSamples(string type) => type is PeriodicData or RowData or SynchroData;
}
