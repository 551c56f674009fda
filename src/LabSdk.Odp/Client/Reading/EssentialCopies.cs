using System.Security.Cryptography;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp.Client;

/// <summary>
/// Knows essential packets that were delivered: a marker is written to the main stream, to data streams and to the essentials,
/// and is one marker. Two packets are copies when session, type and content are equal. Bounded; the oldest are forgotten.
/// </summary>
internal sealed class EssentialCopies
{
    private const int MostKept = 100_000;

    private readonly HashSet<(string SessionKey, string Type, UInt128 Digest)> _seen = [];
    private readonly Queue<(string SessionKey, string Type, UInt128 Digest)> _order = new();

    /// <summary>True when an equal packet was taken before; packets that are not copied anywhere never are.</summary>
    public bool IsCopy(OdpPacket packet)
    {
        if (!packet.IsEssential && PacketTypes.Canonical(packet.Type) is not (PacketTypes.Marker or PacketTypes.Configuration or PacketTypes.Metadata))
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(packet.Content.Span, digest);
        var key = (packet.SessionKey, packet.Type, System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest));
        if (!_seen.Add(key))
        {
            return true;
        }

        _order.Enqueue(key);
        if (_order.Count > MostKept)
        {
            _seen.Remove(_order.Dequeue());
        }

        return false;
    }
}
