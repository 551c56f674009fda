using System.Text;
using Google.Protobuf;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Odp.StreamApi;

/// <summary>Packets as a server sends them, as the packets that readers hand out.</summary>
internal static class PacketResponses
{
    private const int Nowhere = -1;

    /// <summary>The packet; null for an answer without one.</summary>
    public static OdpPacket? ToPacket(PacketResponse response, string dataSource, OdpPacketOrigin origin)
    {
        if (response.Packet is not { } packet)
        {
            return null;
        }

        var envelope = new PacketEnvelope(packet.Type, packet.SessionKey, packet.IsEssential, packet.Content.Memory, packet.Id);
        var time = OdpTime.FromTimestamp(response.SubmitTime) is { } submitted ? (long)(submitted / 1_000_000) : -1;
        var record = new KafkaRecord("", Nowhere, Nowhere, time, Encoding.UTF8.GetBytes(packet.SessionKey), packet.ToByteArray());
        return new OdpPacket(dataSource, packet.SessionKey, response.Stream, origin, envelope, record);
    }
}
