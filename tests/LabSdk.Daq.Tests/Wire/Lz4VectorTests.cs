using System.Buffers;
using System.Security.Cryptography;
using LabSdk.Daq.Wire;
using LabSdk.Testing;

namespace LabSdk.Daq.Tests.Wire;

[Trait("Category", "Vectors")]
public class Lz4VectorTests
{
    private const int Limit = 1 << 24;

    public static TheoryData<string, string> Good => Vectors.Load("daq", "frames.json", "lz4_size_prepended");

    public static TheoryData<string, string> Bad => Vectors.Load("daq", "frames.json", "lz4_error");

    [Theory]
    [MemberData(nameof(Good))]
    public void Block_of_the_vector_unpacks_however_it_is_split(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var packed = Convert.FromHexString(vector.GetProperty("compressed_hex").GetString()!);
        foreach (var part in new[] { packed.Length, 1, 3, 16, 100 })
        {
            var output = Lz4Block.DecodePrefixed(Segments.Split(packed, Math.Max(part, 1)), Limit);
            Assert.Equal(vector.GetProperty("uncompressed_size").GetInt32(), output.Length);
            Assert.Equal(vector.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(output)));
            Assert.Equal(output, Lz4Block.DecodePrefixed(new ReadOnlySequence<byte>(Lz4Block.EncodePrefixed(output)), Limit));
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Broken_block_of_the_vector_is_refused(string name, string json)
    {
        Assert.NotEmpty(name);
        var packed = Convert.FromHexString(Vectors.Parse(json).GetProperty("compressed_hex").GetString()!);
        var error = Assert.Throws<ProtocolException>(() => Lz4Block.DecodePrefixed(new ReadOnlySequence<byte>(packed), Limit));
        Assert.Equal(DaqErrorIds.MalformedFrame, error.ErrorId);
    }
}
