using System.Text.Json;
using LabSdk.Mds.Tests.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Client;

[Trait("Category", "Vectors")]
public class ReadingVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("mds", "blocking_read.json");

    public static TheoryData<string, string> Processed => Vectors.Load("mds", "process_client.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Packets_are_read_one_by_one(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var backend = new ScriptedBackend();
        var framing = vector.GetProperty("framing").GetString() == "bare" ? StreamFraming.Bare : StreamFraming.Length;
        await using var client = new MdsClient(backend, new MdsOptions { Framing = framing });
        var shared = 0;
        client.ChunkReceived += _ => shared++;
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            shared = 0;
            backend.Reads.Clear();
            backend.Packet(step.GetProperty("backendReturns").GetInt32(), step.Bytes("bytes"));
            var milliseconds = step.GetProperty("timeoutMs").GetInt32();
            TimeSpan? timeout = milliseconds < 0 ? null : TimeSpan.FromMilliseconds(milliseconds);
            StreamPacket packet = default;
            await ReferenceCodes.ExpectAsync(
                step.GetProperty("rc").GetInt32(),
                async () => packet = vector.GetProperty("call").GetString() == "readPacket" ? await client.ReadPacketAsync(timeout) : await client.ProcessStreamAsync(timeout));
            var read = step.GetProperty("read");
            Assert.Equal(((MdsChannel)read[0].GetInt32(), read[1].GetInt32(), timeout), Assert.Single(backend.Reads));
            Assert.Equal(step.GetProperty("uploaded").GetInt32(), shared);
            if (step.TryGetProperty("tracker", out var tracker))
            {
                Compare(step, packet);
                Assert.Equal(tracker.GetProperty("status").GetString(), JsonNamingPolicy.CamelCase.ConvertName(packet.Status.ToString()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Processed))]
    public async Task Reports_are_processed_as_the_reference_client_does(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var backend = new ScriptedBackend();
        await using var client = new MdsClient(backend, new MdsOptions { Framing = StreamFraming.Bare, ReadInBackground = false });
        var packets = new List<StreamPacket>();
        if (vector.GetProperty("callback").GetBoolean())
        {
            client.ChunkReceived += packets.Add;
        }

        if (vector.GetProperty("enableFirst").GetBoolean())
        {
            await client.EnableStreamingAsync();
        }

        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            packets.Clear();
            switch (step.GetProperty("op").GetString())
            {
                case "enable":
                    await client.EnableStreamingAsync();
                    continue;
                case "disable":
                    await client.DisableStreamingAsync();
                    continue;
                case "process":
                    Assert.Equal(step.GetProperty("returns").GetBoolean(), client.Process(step.Bytes("input")));
                    break;
                default:
                    client.ProcessStreamData(step.Bytes("input"));
                    break;
            }

            var expected = step.GetProperty("packets").EnumerateArray().ToList();
            Assert.Equal(expected.Count, packets.Count);
            for (var i = 0; i < expected.Count; i++)
            {
                Compare(expected[i], packets[i]);

                // The reference warns after turning streaming on again; this SDK starts its count anew there.
                var warns = packets[i].Status is not (SequenceStatus.First or SequenceStatus.InOrder);
                Assert.Equal(step.GetProperty("referenceWarning").GetBoolean() && name != "re_enable_sequence_restart", warns);
            }
        }

        Assert.Equal(vector.GetProperty("isStreamingBeforeDestroy").GetBoolean(), client.IsStreaming);
        await client.DisposeAsync();
        Assert.Equal(vector.GetProperty("isStreamingAfterDestroy").GetBoolean(), client.IsStreaming);
        Assert.Equal(
            vector.GetProperty("deviceWrites").EnumerateArray().Select(write => write.GetString()),
            backend.Writes.Select(write => $"{(int)write.Channel:x2}{write.Bytes}"));
    }

    private static void Compare(JsonElement expected, StreamPacket packet)
    {
        Assert.Equal(expected.GetProperty("sequence").GetInt32(), packet.Sequence);
        Assert.Equal(expected.GetProperty("data").GetString(), Convert.ToHexStringLower(packet.Data.Span));
        Assert.Equal(expected.GetProperty("length").GetInt32(), packet.Length);
    }
}
