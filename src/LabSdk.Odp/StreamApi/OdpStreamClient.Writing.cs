using Google.Protobuf;
using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp;

public sealed partial class OdpStreamClient
{
    /// <summary>
    /// Hands a packet to the server. Servers of the platform answer before the broker has it and tell nothing of its delivery;
    /// ours answers when the broker has stored it.
    /// </summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="sessionKey">The session.</param>
    /// <param name="packet">A whole packet, serialised: a <c>Packet</c> message with type and content.</param>
    /// <param name="cancellationToken">Ends waiting; the packet may be written nevertheless.</param>
    /// <exception cref="OdpProtocolException">The bytes are no packet.</exception>
    /// <exception cref="OdpServerException">The server is not reached, or refuses.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public Task WritePacketAsync(string dataSource, string stream, string sessionKey, ReadOnlyMemory<byte> packet, CancellationToken cancellationToken = default)
    {
        var writer = new PacketWriterService.PacketWriterServiceClient(_link.Calls);
        var request = new WriteDataPacketRequest { Detail = OdpStreamWriter.Details(dataSource, stream, sessionKey, packet) };
        return _link.CallAsync(new StreamApiCall("WriteDataPacket", $"Writing a packet to '{dataSource}'"), options => writer.WriteDataPacketAsync(request, options), cancellationToken);
    }

    /// <summary>Hands a packet about the session itself to the server; its session key says which.</summary>
    /// <param name="packet">A whole packet, serialised, such as one with a SessionInfo.</param>
    /// <param name="isSystemStatus">True for a SystemStatusMessage, which has a topic of its own. Older servers write it to the sessions' topic.</param>
    /// <param name="cancellationToken">Ends waiting; the packet may be written nevertheless.</param>
    /// <inheritdoc cref="WritePacketAsync"/>
    public Task WriteInfoAsync(ReadOnlyMemory<byte> packet, bool isSystemStatus = false, CancellationToken cancellationToken = default)
    {
        var writer = new PacketWriterService.PacketWriterServiceClient(_link.Calls);
        var request = new WriteInfoPacketRequest
        {
            Message = PacketContent.Parse(Packet.Parser, packet.Span),
            Type = isSystemStatus ? InfoType.SystemStatus : InfoType.SessionInfo,
        };
        return _link.CallAsync(new StreamApiCall("WriteInfoPacket", "Writing a packet about a session"), options => writer.WriteInfoPacketAsync(request, options), cancellationToken);
    }

    /// <summary>Opens a stream to write many packets with; it is not tied to a session. Nothing is sent before the first packet.</summary>
    public OdpStreamWriter OpenWriter() => new(_link);
}
