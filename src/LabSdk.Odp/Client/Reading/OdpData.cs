namespace LabSdk.Odp;

/// <summary>What a packet carries, decoded, with the packet that it came in.</summary>
/// <param name="Value">
/// <see cref="SampleBlock"/>, <see cref="OdpEvent"/>, <see cref="OdpMarker"/>, <see cref="OdpCanMessage"/>, <see cref="OdpErrorRecord"/>,
/// <see cref="OdpConfiguration"/>, <see cref="OdpMetadata"/>, <see cref="OdpCoverage"/>, <see cref="OdpAxis"/>, <see cref="OdpMap"/>,
/// <see cref="OdpStreamMark"/>, <see cref="OdpSessionMark"/>, <see cref="OdpSystemStatus"/> or <see cref="OdpOpaque"/>.
/// </param>
/// <param name="Packet">The packet.</param>
public sealed record OdpData(IOdpData Value, OdpPacket Packet)
{
    /// <summary>The session.</summary>
    public string SessionKey => Packet.SessionKey;

    /// <summary>The stream; empty for the main stream and for essentials.</summary>
    public string Stream => Packet.Stream;
}
