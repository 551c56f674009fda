namespace LabSdk.Simulation.Daq;

/// <summary>One captured frame: 16-bit little-endian pixels, row-major, without padding.</summary>
internal sealed record SimulatedFrame(
    ulong Number, ulong TimestampNs, int Width, int Height, double ExposureMs, FramePayloads Payloads)
{
    public const uint BitDepth = 16;

    public ReadOnlyMemory<byte> Pixels => Payloads.Pixels;
}
