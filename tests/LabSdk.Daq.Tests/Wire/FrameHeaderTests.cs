using System.Buffers;
using System.Text;
using Google.Protobuf;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Wire;

public class FrameHeaderTests
{
    [Fact]
    public void Hand_written_reader_sees_what_the_generated_parser_sees()
    {
        var random = new Random(6);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = Message(random).ToByteArray();
            AssertSame(FrameData.Parser.ParseFrom(bytes), FrameHeaderReader.Read(Segments.Split(bytes, random.Next(1, 60))));
        }
    }

    [Fact]
    public void Fields_given_twice_and_fields_of_the_future_are_read_like_the_generated_parser_does()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            using var stream = new MemoryStream();
            Message(random).WriteTo(stream);
            stream.Write([0xF8, 0x07, 0x05]); // field 127, varint
            stream.Write([0xFB, 0x07, 0x08, 0x01, 0xFC, 0x07]); // field 127 as a group
            Message(random).WriteTo(stream);
            var bytes = stream.ToArray();
            AssertSame(FrameData.Parser.ParseFrom(bytes), FrameHeaderReader.Read(Segments.Split(bytes, 17)));
        }
    }

    [Fact]
    public void Hostile_messages_throw_only_protocol_errors_with_bounded_memory()
    {
        var random = new Random(8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failures = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var bytes = Message(random).ToByteArray();
            for (var change = random.Next(1, 5); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                var header = FrameHeaderReader.Read(Segments.Split(bytes[..random.Next(bytes.Length + 1)], random.Next(1, 50)));
                var length = FramePixels.Length(header, 1 << 16);
                Assert.InRange(length, 1, 1 << 16);
                FramePixels.Unpack(header, new byte[length]);
            }
            catch (ProtocolException)
            {
                failures++;
            }
        }

        Assert.True(failures > 10_000);
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / 60_000 < 64 * 1024);
    }

    [Theory]
    [InlineData(0u, 4u, 16u)]
    [InlineData(4u, 70_000u, 16u)]
    [InlineData(4u, 4u, 0u)]
    [InlineData(4u, 4u, 24u)]
    [InlineData(65_536u, 65_536u, 16u)]
    public void Impossible_or_huge_sizes_are_refused(uint width, uint height, uint depth) =>
        Assert.Throws<ProtocolException>(() => FramePixels.Length(new FrameHeader { Width = width, Height = height, BitDepth = depth }, 100 << 20));

    [Fact]
    public void Sizes_that_contradict_each_other_are_refused()
    {
        var packed = Lz4Block.EncodePrefixed(new byte[32]);
        var good = new FrameHeader { Width = 4, Height = 4, BitDepth = 12, Compression = 1, UncompressedSize = 32, Data = new ReadOnlySequence<byte>(packed) };
        Assert.Equal(32, FramePixels.Length(good, 100));
        Assert.Throws<ProtocolException>(() => FramePixels.Length(good with { UncompressedSize = 31 }, 100));
        Assert.Throws<ProtocolException>(() => FramePixels.Length(good with { Width = 5 }, 100));
        Assert.Throws<ProtocolException>(() => FramePixels.Length(good with { Compression = 0 }, 100));
        Assert.Throws<ProtocolException>(() => FramePixels.Length(good with { Compression = 7 }, 100));
        Assert.Throws<ProtocolException>(() => FramePixels.Length(good, 31));
    }

    private static FrameData Message(Random random)
    {
        var message = new FrameData
        {
            DeviceId = Text(random), Width = (uint)random.Next(40), Height = (uint)random.Next(40), BitDepth = (uint)random.Next(18),
            FrameNumber = (ulong)random.NextInt64(), TimestampNs = (ulong)random.NextInt64(), RoiX = (uint)random.Next(), RoiY = (uint)random.Next(),
            Compression = (CompressionType)random.Next(3), UncompressedSize = (uint)random.Next(),
        };
        if (random.Next(2) == 0)
        {
            (message.ExposureMs, message.TemperatureC, message.GainMode) = (random.NextDouble(), -random.NextDouble(), Text(random));
            (message.ReadoutSpeed, message.TriggerMode, message.BinningX, message.BinningY) = (Text(random), Text(random), 0, (uint)random.Next());
            message.Metadata[Text(random)] = Text(random);
            message.Metrics = new StreamingMetrics { CurrentFps = random.Next(), FramesSent = (ulong)random.Next(2), FramesDropped = 3, AvgLatencyMs = random.NextDouble() };
        }

        var pixels = new byte[message.Width * message.Height * 2];
        message.Data = ByteString.CopyFrom(message.Compression == CompressionType.CompressionLz4 ? Lz4Block.EncodePrefixed(pixels) : pixels);
        return message;
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => "aZ0_é€𝄞"[random.Next(6)]));

    private static void AssertSame(FrameData expected, FrameHeader actual)
    {
        Assert.Equal(expected.DeviceId, Encoding.UTF8.GetString(actual.DeviceId));
        Assert.Equal(expected.Data.ToByteArray(), actual.Data.ToArray());
        Assert.Equal(
            (expected.Width, expected.Height, expected.BitDepth, expected.FrameNumber, expected.TimestampNs, expected.RoiX, expected.RoiY),
            (actual.Width, actual.Height, actual.BitDepth, actual.FrameNumber, actual.TimestampNs, actual.RoiX, actual.RoiY));
        Assert.Equal(((uint)expected.Compression, expected.UncompressedSize), (actual.Compression, actual.UncompressedSize));
        Assert.Equal(expected.HasExposureMs ? expected.ExposureMs : null, actual.ExposureMs);
        Assert.Equal(expected.HasTemperatureC ? expected.TemperatureC : null, actual.TemperatureC);
        Assert.Equal(expected.HasGainMode ? expected.GainMode : null, TextOf(actual.GainMode));
        Assert.Equal(expected.HasReadoutSpeed ? expected.ReadoutSpeed : null, TextOf(actual.ReadoutSpeed));
        Assert.Equal(expected.HasTriggerMode ? expected.TriggerMode : null, TextOf(actual.TriggerMode));
        Assert.Equal(expected.HasBinningX ? expected.BinningX : null, actual.BinningX);
        Assert.Equal(expected.HasBinningY ? expected.BinningY : null, actual.BinningY);
        Assert.Equal(expected.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal), (actual.Metadata ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(expected.Metrics?.FramesSent, actual.Metrics?.FramesSent);
        Assert.Equal(expected.Metrics?.AvgLatencyMs, actual.Metrics?.AverageLatencyMs);
    }

    private static string? TextOf(ReadOnlySequence<byte>? bytes) => bytes is { } given ? Encoding.UTF8.GetString(given) : null;
}
