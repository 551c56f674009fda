using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Writing;

/// <summary>The messages of a session that only a writer makes; markers, events, errors and CAN messages are <see cref="TimedContent"/>.</summary>
internal static class PacketBuilder
{
    /// <summary>Readers in use understand texts and numbers, nothing else.</summary>
    /// <exception cref="ArgumentException">A value is neither.</exception>
    public static MetadataPacket Of(IReadOnlyDictionary<string, object> metadata)
    {
        var packet = new MetadataPacket();
        foreach (var (name, value) in metadata)
        {
            packet.Metadata[name] = Any.Pack(value switch
            {
                string text => new StringValue { Value = text },
                double or float or int or long or uint or short or byte or decimal => (IMessage)new DoubleValue { Value = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"The metadata '{name}' is a {value?.GetType().Name ?? "null"}; readers understand texts and numbers.", nameof(metadata)),
            });
        }

        return packet;
    }

    /// <summary>The beginning of a session, as the writer puts it on every stream.</summary>
    public static NewSessionPacket Start(OdpSessionInfo session, SessionInfoPacket details)
    {
        var packet = new NewSessionPacket
        {
            DataSource = session.DataSource,
            UtcOffset = OdpTime.ToDuration(session.UtcOffset),
            SessionInfo = details,
            CreationTime = session.CreationTime is { } time ? OdpTime.ToTimestamp(time) : null,
        };
        foreach (var offset in session.StartOffsets)
        {
            packet.TopicPartitionOffsets[offset.Key] = offset.Offset;
        }

        return packet;
    }
}
