using System.Buffers;

namespace LabSdk.Daq.Wire;

/// <summary>Everything of a FrameData message; texts and pixels are views of the bytes that arrived.</summary>
internal struct FrameHeader
{
    public ReadOnlySequence<byte> DeviceId;
    public ReadOnlySequence<byte> Data;
    public uint Width;
    public uint Height;
    public uint BitDepth;
    public ulong FrameNumber;
    public ulong TimestampNs;
    public double? ExposureMs;
    public uint RoiX;
    public uint RoiY;
    public double? TemperatureC;
    public uint? BinningX;
    public uint? BinningY;
    public ReadOnlySequence<byte>? GainMode;
    public ReadOnlySequence<byte>? ReadoutSpeed;
    public ReadOnlySequence<byte>? TriggerMode;
    public Dictionary<string, string>? Metadata;
    public FrameMetricsHeader? Metrics;
    public uint Compression;
    public uint UncompressedSize;
}

/// <summary>The metrics the daemon adds to each frame.</summary>
internal struct FrameMetricsHeader
{
    public double CurrentFps;
    public ulong FramesSent;
    public ulong FramesDropped;
    public double AverageLatencyMs;
}
