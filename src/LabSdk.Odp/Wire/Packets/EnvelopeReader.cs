using Google.Protobuf;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Wire;

/// <summary>Opens records without copying their content. Not thread-safe: one a reader.</summary>
internal sealed class EnvelopeReader
{
    private readonly Utf8Names _names = new();

    /// <summary>Opens a record; false when it is not a packet, which stops nothing: count it and go on.</summary>
    public bool TryRead(ReadOnlyMemory<byte> record, out PacketEnvelope packet) =>
        TryPlain(record, out packet) || TryGeneral(record.Span, out packet);

    private bool TryPlain(ReadOnlyMemory<byte> record, out PacketEnvelope packet)
    {
        packet = default;
        var (type, key, essential, id) = ("", "", false, 0ul);
        var content = ReadOnlyMemory<byte>.Empty;
        var cursor = new WireCursor(record.Span);
        while (!cursor.AtEnd)
        {
            if (!cursor.TryTag(out var tag))
            {
                return false;
            }

            ulong number;
            ReadOnlySpan<byte> bytes;
            var good = tag switch
            {
                (Packet.TypeFieldNumber << 3) | 2 => cursor.TryBytes(out bytes) && _names.TryGet(bytes, out type),
                (Packet.SessionKeyFieldNumber << 3) | 2 => cursor.TryBytes(out bytes) && _names.TryGet(bytes, out key),
                (Packet.IsEssentialFieldNumber << 3) => cursor.TryVarint(out number) && Set(ref essential, number != 0),
                (Packet.ContentFieldNumber << 3) | 2 => cursor.TryBytes(out bytes) && Set(ref content, record.Slice(record.Length - cursor.Left - bytes.Length, bytes.Length)),
                (Packet.IdFieldNumber << 3) => cursor.TryVarint(out id),
                _ => cursor.TrySkip(tag),
            };
            if (!good)
            {
                return false;
            }
        }

        packet = new PacketEnvelope(type, key, essential, content, id);
        return true;
    }

    // Forms that no writer produces: groups, numbers with superfluous bytes. And everything that is wrong.
    private static bool TryGeneral(ReadOnlySpan<byte> record, out PacketEnvelope packet)
    {
        packet = default;
        if (!PacketContent.TryParse(Packet.Parser, record, out var message))
        {
            return false;
        }

        packet = new PacketEnvelope(message.Type, message.SessionKey, message.IsEssential, message.Content.Memory, message.Id);
        return true;
    }

    private static bool Set<T>(ref T target, T value)
    {
        target = value;
        return true;
    }
}
