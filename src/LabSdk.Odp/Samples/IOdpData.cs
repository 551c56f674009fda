namespace LabSdk.Odp;

/// <summary>
/// What streams of a session carry with times: <see cref="SampleBlock"/>, <see cref="OdpMarker"/>, <see cref="OdpEvent"/>,
/// <see cref="OdpErrorRecord"/>, <see cref="OdpCanMessage"/>.
/// </summary>
public interface IOdpData;
