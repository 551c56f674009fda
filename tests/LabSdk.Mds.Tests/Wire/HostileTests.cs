using System.Text;
using LabSdk.Mds.Tests.Upload;
using LabSdk.Mds.Upload;
using LabSdk.Mds.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Wire;

/// <summary>Nothing that a device sends makes a decoder throw, loop or take much more memory than it sent.</summary>
public class HostileTests
{
    private static readonly byte[][] Chunks =
        [.. Vectors.Read("mds", "chunk_messages.json").EnumerateArray().SelectMany(vector => vector.GetProperty("chunks").EnumerateArray()).Select(chunk => Convert.FromHexString(chunk.GetString()!))];

    private static readonly byte[][] Messages =
        [.. Vectors.Read("mds", "chunk_messages.json").EnumerateArray().SelectMany(vector => vector.GetProperty("messages").EnumerateArray()).Select(message => Convert.FromHexString(message.GetProperty("message").GetString()!))];

    private static readonly byte[][] Payloads =
        [.. Vectors.Read("mds", "chunk_messages.json").EnumerateArray().SelectMany(vector => vector.GetProperty("messages").EnumerateArray())
            .Select(message => message.TryGetProperty("decodedPayload", out var payload) ? payload.GetString() : null).OfType<string>().Select(Convert.FromHexString)];

    [Theory]
    [InlineData(StreamFraming.Bare)]
    [InlineData(StreamFraming.Length)]
    public void Packets(StreamFraming framing)
    {
        var good = Chunks.Where(chunk => chunk.Length <= MdsLimits.LengthChunk).Select(chunk =>
        {
            var payload = new byte[64];
            StreamPacketReader.Write(payload, framing, 5, chunk);
            return payload;
        }).ToArray();
        var detector = new FramingDetector();
        new Hostile(1, good).Run(input =>
        {
            detector.Observe(input, input.Length + 1);
            FramingDetector.ByContent(input);
            if (StreamPacketReader.TryRead(input, framing, out var sequence, out var chunk))
            {
                Assert.InRange(sequence, 0, 31);
                Assert.InRange(chunk.Length, 0, framing == StreamFraming.Bare ? 63 : 61);
            }
        });
    }

    [Fact]
    public void Chunks_and_messages_of_them()
    {
        var assembler = new ChunkAssembler(1 << 20);
        new Hostile(2, Chunks).Run(input =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            assembler.Add(input, out var message, out _);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before <= (4 * (1 << 20)) + 4096);
            Assert.True(message.Length <= 1 << 20);
        });
    }

    [Fact]
    public void A_claimed_length_takes_no_memory_before_the_bytes_are_there()
    {
        var assembler = new ChunkAssembler();
        var first = new byte[] { 0x48, 0xFF, 0xFF, 0xFF, 0x07, 1 };
        assembler.Add(first, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ChunkResult.AbandonedThenStart, assembler.Add(first, out _, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    [Fact]
    public void Whole_client_fed_with_packets_chunks_and_reports()
    {
        var client = new MdsClient(new MdsOptions { LongestMessage = 1 << 20 });
        client.MessageReceived += message => _ = message.Content.Problem;
        new Hostile(3, Chunks).Run(input =>
        {
            client.Process(input);
            client.Process([6, .. input]);
            client.ProcessStreamData(input);
            client.ProcessChunk(input);
        });
        var statistics = client.Statistics;
        Assert.Equal(0, statistics.CallbackErrors);
        Assert.True(statistics.StrayChunks > 0 && statistics.ParseErrors > 0 && statistics.BadMessages > 0);
    }

    [Fact]
    public void Decoded_messages() => new Hostile(4, Messages).Run(input => MessageReader.Read(input, isValid: true));

    [Fact]
    public void Cbor() => new Hostile(5, Payloads).Run(input =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        if (new CborReader(input).TryRead(out var value))
        {
            EventReader.Read(value);
        }

        // At worst one byte becomes one boxed number in a list.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (200 * input.Length) + 8_192);
    });

    [Fact]
    public void Cbor_that_claims_much_in_every_depth_takes_little()
    {
        var claims = new byte[60_000];
        for (var i = 0; i + 5 <= 16 * 5; i += 5)
        {
            new byte[] { 0x9A, 0, 0, 0xE0, 0 }.CopyTo(claims, i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(new CborReader(claims).TryRead(out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        Assert.False(new CborReader([0x9A, 0, 0x10, 0, 0, .. new byte[0x100000]]).TryRead(out _));
    }

    [Fact]
    public void Run_length() => new Hostile(6, [.. Payloads.Select(payload => RunLength.Encode(payload))]).Run(input =>
    {
        if (RunLength.Decode(input, 10_000) is { } decoded)
        {
            Assert.InRange(decoded.Length, 0, 10_000);
        }
    });

    [Fact]
    public void Run_length_gives_back_what_was_coded() =>
        new Hostile(7, Payloads).Run(input => Assert.Equal(input, RunLength.Decode(RunLength.Encode(input), 1 << 20)), 5_000);

    [Fact]
    public void Coredumps() => new Hostile(8, [.. Payloads.Where(payload => payload.AsSpan().StartsWith("CORE"u8))]).Run(input => CoredumpReader.Read(input));

    [Fact]
    public void Console_lines() => new Hostile(9, [.. Chunks.Select(chunk => Encoding.ASCII.GetBytes(ConsoleLines.Write(chunk)))]).Run(input =>
    {
        var line = Encoding.Latin1.GetString(input);
        var bytes = ConsoleLines.Read(line).Sum(chunk => chunk.Length);
        Assert.InRange(bytes, 0, line.Length);
    });

    [Fact]
    public void Report_descriptors() => new Hostile(10, ReportDescriptor.Write(StreamFraming.Bare), ReportDescriptor.Write(StreamFraming.Length)).Run(input =>
    {
        ReportDescriptor.IsMds(input);
        ReportDescriptor.InputBytes(input, 6);
    });

    [Fact]
    public void Config_texts() => new Hostile(11, "mds-hid-dev-001"u8.ToArray(), "https://chunks.memfault.com/x\0\0"u8.ToArray(), "Gerät-ü"u8.ToArray()).Run(input =>
    {
        var text = ConfigText.Cut(input, 64);
        Assert.InRange(text.Length, 0, 63);
        Assert.True(ConfigText.DecodeStrict(text) is not null || ConfigText.DecodeLenient(text).Contains('\uFFFD'));
        ConfigText.IsTruncated(input, 64);
        Assert.True(!AuthorizationHeader.TryParse(ConfigText.DecodeLenient(input), out var name, out var value) || (name.Length > 0 && !value.Contains('\n')));
    });

    [Fact]
    public void Upload_addresses_and_keys() => new Hostile(12, "https://chunks.memfault.com/api/v0/chunks/A"u8.ToArray(), "http://127.0.0.1:80/"u8.ToArray(), "https://[::1]:8/x"u8.ToArray()).Run(
        input =>
        {
            var text = Encoding.Latin1.GetString(input);
            try
            {
                var target = UploadTarget.Of(UploadRig.Config(text, "A:" + text), UploadRig.Options());
                Assert.True(target.Uri.Scheme == "https" ? target.Uri.IdnHost.EndsWith(".memfault.com", StringComparison.Ordinal) : target.Uri.IsLoopback);
                Assert.DoesNotContain('\n', target.HeaderValue.Reveal());
            }
            catch (LabConfigurationException error)
            {
                Assert.Equal(MdsErrorIds.UploadRefused, error.ErrorId);
            }
        });

    [Fact]
    public void Serial_frames()
    {
        var frames = new SerialFrames();
        new Hostile(13, SerialFrames.Write(6, [0, 1, 2, 0, 3]), SerialFrames.Write(1, new byte[200])).Run(input =>
            frames.Add(input, frame => Assert.InRange(frame.Length, 1, SerialFrames.Longest)));
        Assert.True(frames.Broken > 0);
    }

    [Fact]
    public void Journal_records() => new Hostile(14, JournalRecord.Write(JournalRecordKind.Chunk, 5, [1, 2, 3]), JournalRecord.Write(JournalRecordKind.Sent, 9, [])).Run(input =>
    {
        var content = new QueueContent();
        if (JournalRecord.TryRead(input, out var kind, out var number, out var payload))
        {
            content.Apply(kind, number, payload);
        }
    });

    [Fact]
    public void Messages_cut_into_chunks_of_any_size_come_together_again()
    {
        var random = new Random(15);
        var assembler = new ChunkAssembler();
        for (var i = 0; i < 5_000; i++)
        {
            var message = new byte[random.Next(1, 500)];
            random.NextBytes(message);
            byte[]? got = null;
            foreach (var chunk in ChunkWriter.Cut(message, random.Next(ChunkWriter.SmallestBuffer, 100)))
            {
                if (assembler.Add(chunk, out var whole, out var isValid) is ChunkResult.Complete or ChunkResult.Single)
                {
                    Assert.True(isValid);
                    got = whole.ToArray();
                }
            }

            Assert.Equal(message, got);
        }
    }
}
