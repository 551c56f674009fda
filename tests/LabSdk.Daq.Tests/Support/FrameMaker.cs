using Google.Protobuf;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests;

internal static class FrameMaker
{
    /// <summary>A 4 x 3 frame of 16 bits whose pixels all hold the number.</summary>
    public static FrameData Make(ulong number, CompressionType compression = CompressionType.CompressionLz4)
    {
        var pixels = new byte[24];
        for (var i = 0; i < pixels.Length; i += 2)
        {
            pixels[i] = (byte)number;
        }

        return new FrameData
        {
            DeviceId = "mock_camera", Width = 4, Height = 3, BitDepth = 16, FrameNumber = number, TimestampNs = 1_000_000_000, ExposureMs = 33,
            Compression = compression, UncompressedSize = 24,
            Data = ByteString.CopyFrom(compression == CompressionType.CompressionLz4 ? Lz4Block.EncodePrefixed(pixels) : pixels),
            Metrics = new StreamingMetrics { CurrentFps = 10, FramesSent = number, FramesDropped = 1, AvgLatencyMs = 2 },
        };
    }
}
