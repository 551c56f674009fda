namespace LabSdk.Odp;

/// <summary>
/// What packets carry. With a time, so that they can be buffered: <see cref="SampleBlock"/>, <see cref="OdpMarker"/>,
/// <see cref="OdpEvent"/>, <see cref="OdpErrorRecord"/>, <see cref="OdpCanMessage"/>. Others: <see cref="OdpConfiguration"/>,
/// <see cref="OdpMetadata"/>, <see cref="OdpCoverage"/>, <see cref="OdpAxis"/>, <see cref="OdpMap"/>, <see cref="OdpStreamMark"/>,
/// <see cref="OdpSessionMark"/>, <see cref="OdpSystemStatus"/>, <see cref="OdpOpaque"/>.
/// </summary>
public interface IOdpData;
