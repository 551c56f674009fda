using System.Text.Json;
using LabSdk.Daq.Wire;
using LabSdk.Testing;

namespace LabSdk.Daq.Tests.Wire;

[Trait("Category", "Vectors")]
public class RingVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("daq", "ring.json", "ring");

    [Theory]
    [MemberData(nameof(Cases))]
    public void File_of_the_vector_gives_its_records(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var memory = new MemoryRing(Convert.FromHexString(vector.GetProperty("file_hex").GetString()!));
        var records = new List<byte[]>();
        if (vector.GetProperty("records_hex").ValueKind == JsonValueKind.Null)
        {
            var refused = Record.Exception(() => Assert.False(new RingReader(memory, fromOldest: true).TryRead(records)));
            Assert.True(refused is null or ProtocolException, refused?.ToString());
            Assert.Empty(records);
            return;
        }

        var reader = new RingReader(memory, fromOldest: true);

        Assert.True(reader.TryRead(records));
        Assert.Equal(vector.GetProperty("stream_id").GetUInt64(), reader.StreamId);
        Assert.Equal(
            vector.GetProperty("records_hex").EnumerateArray().Select(record => record.GetString()),
            records.Select(Convert.ToHexStringLower));
    }
}
