using System.Text.Json;
using LabSdk.Mds.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Wire;

[Trait("Category", "Vectors")]
public class ChunkVectorTests
{
    public static TheoryData<string, string> Primitives => Vectors.Load("mds", "chunk_primitives.json");

    public static TheoryData<string, string> Transport => Vectors.Load("mds", "chunk_transport.json");

    public static TheoryData<string, string> Captured => Vectors.Load("mds", "captured_chunks.json");

    public static TheoryData<string, string> Reassembly => Vectors.Load("mds", "chunk_reassembly.json");

    public static TheoryData<string, string> Lines => Vectors.Load("mds", "export_lines.json");

    [Theory]
    [MemberData(nameof(Primitives))]
    public void Checksums_and_numbers_equal_the_vector(string name, string json)
    {
        var vector = Vectors.Parse(json);
        if (vector.TryGetProperty("data", out _))
        {
            var data = vector.Bytes("data");
            Assert.Equal(vector.GetProperty("crc16").GetInt32(), Crc16.Compute(data));
            if (vector.TryGetProperty("split", out var split))
            {
                var first = Crc16.Compute(data.AsSpan(0, split.GetInt32()));
                Assert.Equal(vector.GetProperty("firstCrc").GetInt32(), first);
                Assert.Equal(vector.GetProperty("crc16").GetInt32(), Crc16.Compute(data.AsSpan(split.GetInt32()), first));
            }

            return;
        }

        var isFolded = vector.TryGetProperty("zigzag", out var text);
        var bytes = Convert.FromHexString(isFolded ? text.GetString()! : vector.GetProperty("varint").GetString()!);
        var value = vector.GetProperty("value").GetInt64();
        Assert.True(Varint.TryRead(bytes, out var read, out var length), name);
        Assert.Equal(bytes.Length, length);
        Assert.Equal(value, isFolded ? Varint.Unfold(read) : read);
        var written = new byte[5];
        Assert.Equal(bytes, written[..Varint.Write(written, isFolded ? Varint.Fold((int)value) : (uint)value)]);
    }

    [Theory]
    [MemberData(nameof(Transport))]
    public void Messages_are_cut_and_put_together_as_in_the_vector(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var message = vector.Bytes("message");
        Assert.Equal(vector.GetProperty("crc16").GetInt32(), Crc16.Compute(message));
        var pieces = vector.GetProperty("pieces").EnumerateArray().Select(piece => Convert.FromHexString(piece.GetString()!)).ToArray();
        Assert.Equal(vector.GetProperty("singleChunkLength").GetInt32(), ChunkWriter.Whole(message).Length);
        if (vector.GetProperty("multiCall").GetBoolean())
        {
            // One chunk through several buffers: joined they are the chunk.
            Assert.Equal(vector.Bytes("wholeChunk"), pieces.SelectMany(piece => piece));
            pieces = [vector.Bytes("wholeChunk")];
            Assert.Equal(pieces[0], ChunkWriter.Whole(message));
        }
        else
        {
            Assert.Equal(pieces, ChunkWriter.Cut(message, vector.GetProperty("bufferSize").GetInt32()));
            Assert.All(pieces.Zip(vector.GetProperty("parsed").EnumerateArray()), pair => SameParts(pair.Second, pair.First));
        }

        var assembler = new ChunkAssembler();
        for (var i = 0; i < pieces.Length; i++)
        {
            var result = assembler.Add(pieces[i], out var whole, out var isValid);
            if (i == pieces.Length - 1)
            {
                Assert.True(result is ChunkResult.Single or ChunkResult.Complete);
                Assert.True(isValid);
                Assert.Equal(message, whole.ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Captured))]
    public void Chunks_of_a_real_device_are_read(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        SameParts(vector.GetProperty("parsed"), vector.Bytes("chunk"));
    }

    [Theory]
    [MemberData(nameof(Reassembly))]
    public void Chunks_do_to_their_message_what_the_vector_says(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var assembler = new ChunkAssembler();
        List<string> results = [];
        List<(byte[] Message, bool IsValid)> messages = [];
        foreach (var input in vector.GetProperty("input").EnumerateArray())
        {
            var result = assembler.Add(Convert.FromHexString(input.GetString()!), out var message, out var isValid);
            results.Add(JsonNamingPolicy.CamelCase.ConvertName(result.ToString()));
            if (result is ChunkResult.Single or ChunkResult.AbandonedThenSingle or ChunkResult.Complete)
            {
                messages.Add((message.ToArray(), isValid));
            }
        }

        Assert.Equal(vector.GetProperty("events").EnumerateArray().Select(each => each.GetString()!), results);
        var expected = vector.GetProperty("messages").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, messages.Count);
        Assert.All(expected.Zip(messages), pair =>
        {
            Assert.Equal(pair.First.GetProperty("crcValid").GetBoolean(), pair.Second.IsValid);
            if (pair.First.GetProperty("message").GetString() is { } hex)
            {
                Assert.Equal(hex, Convert.ToHexStringLower(pair.Second.Message));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Console_lines_carry_their_chunk(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var (chunk, line) = (vector.Bytes("chunk"), vector.GetProperty("line").GetString()!);
        Assert.Equal(line, ConsoleLines.Write(chunk));
        Assert.Equal(chunk, Assert.Single(ConsoleLines.Read($"[00:00:01.234] <inf> mflt: {line} and more")));
        Assert.Equal([chunk, chunk], ConsoleLines.Read($"MC:cut off {line} {line}"));
    }

    private static void SameParts(JsonElement expected, byte[] chunk)
    {
        Assert.True(ChunkParts.TryRead(chunk, out var parts));
        Assert.Equal(expected.GetProperty("header").GetInt32(), chunk[0]);
        Assert.Equal(expected.GetProperty("dataStart").GetInt32(), parts.DataStart);
        var (more, continues) = (expected.GetProperty("moreData").GetBoolean(), expected.GetProperty("continuation").GetBoolean());
        Assert.Equal((more, continues), parts.Kind switch
        {
            ChunkKind.Single => (false, false),
            ChunkKind.First => (true, false),
            ChunkKind.Middle => (true, true),
            _ => (false, true),
        });
        if (expected.TryGetProperty(continues ? "offset" : "totalLength", out var number))
        {
            Assert.Equal(number.GetUInt32(), parts.Number);
        }

        var data = expected.Bytes("data");
        Assert.Equal(data, parts.Data[..data.Length].ToArray());
        if (expected.GetProperty("crc") is { ValueKind: JsonValueKind.Number } crc)
        {
            Assert.Equal(crc.GetInt32(), parts.Crc(data.Length));
        }
    }
}
