using System.Text;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Wire;

/// <summary>Hostile inputs: seeded, so that a failure repeats. Only the typed error may escape.</summary>
public sealed class WireFuzzTests
{
    // LABSDK_FUZZ_ROUNDS makes the long run.
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("LABSDK_FUZZ_ROUNDS"), out var given) ? given : 50_000;

    [Fact]
    public void Message_stream_never_throws_anything_else_and_never_allocates_by_a_lie()
    {
        var random = new Random(1);
        var limits = new MessageLimits(4096);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            for (var index = 0; index < bytes.Length; index++)
            {
                // Mostly small numbers, or nearly every stream would end at its first byte.
                bytes[index] = random.Next(4) == 0 ? bytes[index] : (byte)(bytes[index] & 3);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var cut = random.Next(bytes.Length + 1);
                MessageSplitter.SplitAll(MessageSplitter.Cut(bytes, cut), random.Next(2) == 0 ? "gzip" : null, limits);
            }
            catch (RpcException error)
            {
                Assert.NotEqual(StatusCode.OK, error.StatusCode);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
        }
    }

    [Fact]
    public void Damaged_gzip_only_gives_the_typed_error()
    {
        var random = new Random(2);
        var good = Convert.FromHexString("1f8b08000000000002ffe35ac354350a880600962cafa12f010000");
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var payload = MessageSplitter.Cut(bytes[..random.Next(bytes.Length + 1)]);
            try
            {
                var encoding = random.Next(8) == 0 ? MessageEncoding.Deflate : MessageEncoding.Gzip;
                using var inflated = MessageCompression.Inflate(payload, encoding, new MessageLimits(100_000));
                Assert.InRange(inflated.Length, 0, 100_000);
            }
            catch (RpcException error)
            {
                Assert.Contains(error.StatusCode, (StatusCode[])[StatusCode.Internal, StatusCode.ResourceExhausted]);
            }
        }
    }

    [Fact]
    public void Percent_decoding_never_fails_and_encoding_comes_back()
    {
        var random = new Random(3);
        for (var round = 0; round < Rounds; round++)
        {
            var text = RandomText(random, random.Next(2) == 0 ? "%0aAfFgz \u00e9" : null);
            PercentEncoding.Decode(text);
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var encoded = PercentEncoding.Encode(valid);
            Assert.DoesNotContain(encoded, letter => letter is < ' ' or > '~');
            Assert.Equal(valid, PercentEncoding.Decode(encoded));
        }
    }

    [Fact]
    public void Timeout_parser_never_fails_and_formats_come_back_not_shorter()
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var text = RandomText(random, "0123456789numSMH.+- ");
            if (GrpcTimeout.TryParse(text, out TimeSpan parsed))
            {
                Assert.True(parsed >= TimeSpan.Zero);
            }

            var timeout = TimeSpan.FromTicks(random.NextInt64(0, TimeSpan.FromDays(3000).Ticks) >> random.Next(40));
            Assert.True(GrpcTimeout.TryParse(GrpcTimeout.Format(timeout), out TimeSpan back));
            Assert.InRange(back - timeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public void Binary_metadata_never_fails_and_comes_back()
    {
        var random = new Random(5);
        for (var round = 0; round < Rounds; round++)
        {
            var text = RandomText(random, random.Next(2) == 0 ? "AZaz09+/= -_" : null);
            var metadata = new Metadata();
            HeaderReader.Add(metadata, "X-Any-bin", text);
            HeaderReader.Add(metadata, text, text);
            var bytes = new byte[random.Next(20)];
            random.NextBytes(bytes);
            Assert.True(BinaryMetadata.TryDecode(BinaryMetadata.Encode(bytes), out var back));
            Assert.Equal(bytes, back);
        }
    }

    [Fact]
    public void Joined_binary_values_are_split_at_the_commas()
    {
        var metadata = new Metadata();
        HeaderReader.Add(metadata, "k-bin", "AA,q6ur, AQ==");
        Assert.Equal(["00", "ababab", "01"], metadata.Select(entry => Convert.ToHexStringLower(entry.ValueBytes)));
    }

    [Fact]
    public void Status_parser_never_fails()
    {
        var random = new Random(6);
        for (var round = 0; round < Rounds; round++)
        {
            var text = RandomText(random, "0123456789 -+x");
            var code = StatusMapping.ParseStatus(text);
            Assert.Equal(Enumerable.Range(0, 17).Any(known => known.ToString() == text) ? text : "2", ((int)code).ToString());
        }
    }

    private static string RandomText(Random random, string? alphabet)
    {
        var letters = new char[random.Next(24)];
        for (var index = 0; index < letters.Length; index++)
        {
            letters[index] = alphabet is null ? (char)random.Next(0x10000) : alphabet[random.Next(alphabet.Length)];
        }

        return new string(letters);
    }
}
