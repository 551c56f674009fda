using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Wire;

/// <summary>Markers, events, errors and CAN messages, from and to their packets.</summary>
internal static class TimedContent
{
    /// <summary>Reads a packet of one of these types.</summary>
    /// <param name="type">The packet's type.</param>
    /// <param name="content">Its content.</param>
    /// <param name="formats">Where ids of events are looked up.</param>
    /// <param name="data">What it carries; null for any other type, or when there is a problem.</param>
    /// <returns>Malformed or UnknownFormat; null when there is no problem.</returns>
    public static OdpErrorKind? TryRead(string type, ReadOnlySpan<byte> content, IFormatSource formats, out IOdpData? data)
    {
        data = null;
        switch (PacketTypes.Canonical(type))
        {
            case PacketTypes.Marker when PacketContent.TryParse(MarkerPacket.Parser, content, out var marker):
                data = new OdpMarker(marker.Timestamp, marker.EndTime, marker.Label, marker.Type, marker.Description, marker.Source, marker.Value);
                return null;
            case PacketTypes.Error when PacketContent.TryParse(ErrorPacket.Parser, content, out var error):
                data = new OdpErrorRecord(
                    error.ErrorIdentifier, error.Timestamp, error.ApplicationName, error.Group, error.Name, error.Description, error.Type == ErrorType.Logged, error.Status == ErrorStatus.Set);
                return null;
            case PacketTypes.RawCanData when PacketContent.TryParse(RawCANDataPacket.Parser, content, out var can):
                data = new OdpCanMessage(can.Timestamp, can.Bus, can.CanId, can.Payload.Memory, can.Type == CanType.Transmit);
                return null;
            case PacketTypes.Event when PacketContent.TryParse(EventPacket.Parser, content, out var packet):
                if (!EventFormat.TryResolve(packet.DataFormat, formats, out var identifier))
                {
                    return OdpErrorKind.UnknownFormat;
                }

                data = new OdpEvent(identifier, packet.Timestamp, [.. packet.RawValues]);
                return null;
            case PacketTypes.Marker or PacketTypes.Error or PacketTypes.RawCanData or PacketTypes.Event:
                return OdpErrorKind.Malformed;
            default:
                return null;
        }
    }

    public static MarkerPacket ToPacket(OdpMarker marker) => new()
    {
        Timestamp = marker.Time,
        EndTime = marker.EndTime,
        Label = marker.Label,
        Type = marker.Type,
        Description = marker.Description,
        Source = marker.Source,
        Value = marker.Value,
    };

    /// <summary>An event; by its id when there is one, else by name.</summary>
    public static EventPacket ToPacket(OdpEvent data, ulong? formatId)
    {
        var packet = new EventPacket
        {
            DataFormat = formatId is { } id ? new EventDataFormat { DataFormatIdentifier = id } : new EventDataFormat { EventIdentifier = data.Identifier },
            Timestamp = data.Time,
        };
        packet.RawValues.Add(data.Values);
        return packet;
    }

    public static ErrorPacket ToPacket(OdpErrorRecord error) => new()
    {
        ErrorIdentifier = error.Identifier,
        Timestamp = error.Time,
        ApplicationName = error.Application,
        Group = error.Group,
        Name = error.Name,
        Description = error.Description,
        Type = error.IsLogged ? ErrorType.Logged : ErrorType.Current,
        Status = error.IsSet ? ErrorStatus.Set : ErrorStatus.Cleared,
    };

    public static RawCANDataPacket ToPacket(OdpCanMessage message) => new()
    {
        Timestamp = message.Time,
        Bus = message.Bus,
        CanId = message.CanId,
        Payload = Google.Protobuf.ByteString.CopyFrom(message.Payload.Span),
        Type = message.IsTransmitted ? CanType.Transmit : CanType.Receive,
    };
}
