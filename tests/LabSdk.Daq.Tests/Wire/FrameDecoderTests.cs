using System.Buffers;
using Google.Protobuf;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Wire;

public class FrameDecoderTests
{
    [Fact]
    public void Frame_costs_no_memory_that_grows_with_its_pixels()
    {
        const int frames = 200;
        var decoder = new FrameDecoder(100 << 20);
        var message = new ReadOnlySequence<byte>(Large().ToByteArray());
        decoder.Decode(message).Pixels!.Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < frames; i++)
        {
            decoder.Decode(message).Pixels!.Dispose();
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / frames, 0, 1024);
    }

    [Fact]
    public void Facts_of_a_frame_are_kept_and_renewed_when_they_change()
    {
        var decoder = new FrameDecoder(100 << 20);
        var first = decoder.Decode(Sequence(FrameMaker.Make(1)));
        var second = decoder.Decode(Sequence(FrameMaker.Make(2)));
        Assert.Same(first.Metadata, second.Metadata);
        Assert.Same(first.DeviceId, second.DeviceId);
        Assert.Empty(first.Metadata);
        var cold = FrameMaker.Make(3);
        (cold.TemperatureC, cold.BinningX, cold.GainMode, cold.RoiX, cold.DeviceId) = (-20.5, 2, "high", 8, "kamera_ä");
        cold.Metadata["filter"] = "red";
        var third = decoder.Decode(Sequence(cold));
        Assert.Equal(("-20.5", "2", "high", "8", "red"), (third.Metadata["temperature_c"], third.Metadata["binning_x"], third.Metadata["gain_mode"], third.Metadata["roi_x"], third.Metadata["filter"]));
        Assert.Equal("kamera_ä", third.DeviceId);
        Assert.Empty(decoder.Decode(Sequence(FrameMaker.Make(4))).Metadata);
        foreach (var frame in new[] { first, second, third })
        {
            frame.Pixels!.Dispose();
        }
    }

    private static FrameData Large()
    {
        var pixels = new byte[640 * 480 * 2];
        new Random(12).NextBytes(pixels);
        return new FrameData
        {
            DeviceId = "mock_camera", Width = 640, Height = 480, BitDepth = 16, FrameNumber = 1, ExposureMs = 33, Compression = CompressionType.CompressionLz4,
            UncompressedSize = (uint)pixels.Length, Data = ByteString.CopyFrom(Lz4Block.EncodePrefixed(pixels)), Metrics = new StreamingMetrics { CurrentFps = 30 },
        };
    }

    private static ReadOnlySequence<byte> Sequence(FrameData frame) => new(frame.ToByteArray());
}
