using System.Buffers.Binary;
using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Answers cut at every byte, and every count field lied about: refused as broken, or read without inventing anything.</summary>
[Trait("Category", "Vectors")]
public class TruncationTests
{
    public static TheoryData<string, string> Cases => CommandVectorTests.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cut_at_every_byte(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var id = vector.GetProperty("command").GetString()!;
        Cut(WireDecoder.Responses, id, vector, "response_payload", CxlCommands.Find(id)!.ResponseMinimumSize);
        Cut(WireDecoder.Requests, id, vector, "request_payload", id == "set_event_interrupt_policy" ? 4 : CxlCommands.Find(id)!.RequestFixedSize);
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_count_lied_about(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var known = new WireCommand(vector.GetProperty("command").GetString()!);
        foreach (var (part, payloadName, decoders) in new[] { ("response", "response_payload", WireDecoder.Responses), ("request", "request_payload", WireDecoder.Requests) })
        {
            var payload = Convert.FromHexString(vector.GetProperty(payloadName).GetString() ?? "");
            if (known.Structure(part) is not { } structure || decoders.FirstOrDefault(each => each.Name == known.Id) is not { } decoder || payload.Length == 0)
            {
                continue;
            }

            foreach (var (offset, size, elementSize) in Counts(structure))
            {
                var actual = Number(payload, offset, size);
                for (var lie = 0; lie < 6 + (8 * size); lie++)
                {
                    ulong value = lie switch { 0 => 0, 1 => actual + 1, 2 => actual - 1, 3 => ulong.MaxValue, 4 => actual + 256, 5 => actual * 2, _ => 1UL << (lie - 6) };
                    byte[] lying = [.. payload];
                    for (var i = 0; i < size; i++)
                    {
                        lying[offset + i] = (byte)(value >> (8 * i));
                    }

                    var fits = Number(lying, offset, size) * (ulong)elementSize <= (ulong)payload.Length;
                    try
                    {
                        var written = decoder.Repeat(lying);
                        Assert.True(fits, $"{name}: {Number(lying, offset, size)} entries accepted");
                        Assert.Equal(Number(lying, offset, size), Number(written, offset, size));
                    }
                    catch (CxlProtocolException error)
                    {
                        Assert.Equal(known.Command.Opcode, error.Opcode);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_large_count_allocates_nothing()
    {
        var lying = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(lying, uint.MaxValue);
        Assert.Throws<CxlProtocolException>(() => MemdevGetDcExtentList.Read(lying));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CxlProtocolException>(() => MemdevGetDcExtentList.Read(lying));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_384);
    }

    [Fact]
    public void A_refusal_says_what_is_short()
    {
        var error = Assert.Throws<CxlProtocolException>(() => MemdevGetHealthInfo.Read(new byte[17]));
        Assert.Contains("Get Health Info (4200h)", error.Message);
        Assert.Contains("17 bytes", error.Message);
        Assert.Contains("at least 18", error.Message);
        var almost = new byte[32 + 127];
        almost[20] = 1;
        var lie = Assert.Throws<CxlProtocolException>(() => GetEventRecords.Read(almost));
        Assert.Contains("1 entries of 128 bytes", lie.Message);
        Assert.Contains("127", lie.Message);
    }

    private static void Cut(IReadOnlyList<WireDecoder> decoders, string id, JsonElement vector, string payloadName, int least)
    {
        var payload = Convert.FromHexString(vector.GetProperty(payloadName).GetString() ?? "");
        if (decoders.FirstOrDefault(each => each.Name == id) is not { } decoder)
        {
            return;
        }

        for (var length = 0; length < payload.Length; length++)
        {
            try
            {
                var written = decoder.Repeat(payload[..length]);
                Assert.True(length >= least, $"{id} accepted {length} bytes");
                Assert.True(written.Length <= length);
                Assert.All(written.Zip(payload), pair => Assert.True(pair.First == pair.Second || pair.First == 0));
            }
            catch (CxlProtocolException error)
            {
                Assert.Equal(CxlCommands.Find(id)!.Opcode, error.Opcode);
            }
        }
    }

    private static IEnumerable<(int Offset, int Size, int ElementSize)> Counts(string structure)
    {
        var fields = WireNames.Fields(structure).EnumerateArray().ToArray();
        foreach (var list in fields.Where(field => field.TryGetProperty("count_rule", out _)))
        {
            var rule = list.GetProperty("count_rule").GetString();
            var count = fields.FirstOrDefault(field => field.GetProperty("name").GetString() == rule);
            if (count.ValueKind == JsonValueKind.Object)
            {
                var element = list.TryGetProperty("element_size", out var size) ? size.GetInt32() : list.GetProperty("type").GetString() == "u16" ? 2 : 1;
                yield return (count.GetProperty("offset").GetInt32(), count.GetProperty("size").GetInt32(), element);
            }
        }
    }

    private static ulong Number(byte[] bytes, int offset, int size) =>
        Enumerable.Range(0, size).Aggregate(0UL, (sum, i) => sum | ((ulong)bytes[offset + i] << (8 * i)));
}
