using LabSdk.Mds;
using LabSdk.Mds.Wire;
using LabSdk.Simulation.Mds;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Mds;

/// <summary>The messages of the simulated device equal those of the firmware's own code, chunk for chunk.</summary>
[Trait("Category", "Vectors")]
public class MessageVectorTests
{
    private const long Time = 1700000001;
    private const string Key = "00112233445566778899aabbccddeeff";
    private static readonly MdsMessages Plain = new(new MdsIdentity());
    private static readonly MdsMessages WithSerial = new(new MdsIdentity(DeviceSerial: "DAABBCCDD"));

    // What each recorded case was made of. Cases of other recordings are only decoded, see LabSdk.Mds.Tests.
    private static readonly Dictionary<string, byte[][]> Made = new()
    {
        ["trace"] = [Plain.Trace(1, 0x1234, 0x5678)],
        ["trace_with_status"] = [Plain.Trace(2, 0x08001234, 0x08005678, -7)],
        ["trace_with_log"] = [Plain.Trace(1, 0x08001234, log: "i2c read failed: -5")],
        ["reboot_assert_with_coredump"] = [Plain.Reboot(RebootReason.Assert, 536875572, 536893048, 66, coredumpSaved: true)],
        ["reboot_user_reset"] = [Plain.Reboot(RebootReason.UserReset)],
        ["heartbeat"] = [Plain.Heartbeat([0, 0, null, null, 0, 0, 0, -12, 77, "lab", 0], Time)],
        ["heartbeat_no_time"] = [Plain.Heartbeat([0, null, null, null, 0, 0, 0, 25, 0, "x", 0])],
        ["logs"] = [Plain.Logs([Line(MdsLogLevel.Info, "info"), Line(MdsLogLevel.Warning, "warn"), Line(MdsLogLevel.Error, "err")], Time)],
        ["cdr"] = [Plain.Recording(new MdsRecording(TimeSpan.FromSeconds(1.5), ["text/plain"], "sensor trip", "abc123"u8.ToArray()), 1700000000)],
        ["coredump_rle_one_message"] = [MdsMessages.Coredump((1, 0x20000000, new byte[64]))],
        ["two_events_unbatched"] = [Plain.Trace(1, 1, 2), Plain.Trace(1, 3, 4)],
        ["coredump_before_event"] = [MdsMessages.Coredump((1, 0x20000000, new byte[16])), Plain.Trace(1, 1, 2)],
        ["events_with_serial_batched"] = [WithSerial.Traces((1, 1, 2), (2, 3, 4), (1, 5, 6))],
        ["logs_timestamped"] = [WithSerial.Logs([Line(MdsLogLevel.Info, "boot"), Line(MdsLogLevel.Error, "oops")], Time)],
        ["project_key_in_header"] = [MdsMessages.WithProjectKey(Plain.Trace(1, 0x1234, 0x5678), Key)],
        ["project_key_coredump"] = [MdsMessages.WithProjectKey(MdsMessages.Coredump((1, 0x20000000, new byte[32])), Key)],
    };

    public static TheoryData<string, string> Messages => Vectors.Load("mds", "chunk_messages.json");

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_simulated_device_makes_the_same_chunks(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var chunks = vector.GetProperty("chunks").EnumerateArray().Select(chunk => chunk.GetString()!).ToArray();
        if (Made.TryGetValue(name, out var messages))
        {
            var packetizer = new Packetizer();
            Array.ForEach(messages, packetizer.Add);
            List<string> made = [];
            while (packetizer.Peek(vector.GetProperty("bufferSize").GetInt32()) is { } chunk)
            {
                made.Add(Convert.ToHexStringLower(chunk));
                packetizer.Sent();
            }

            Assert.Equal(chunks, made);
        }

        // Any other recording: what the assembler puts together, the writer cuts into the same chunks again.
        var assembler = new ChunkAssembler();
        List<string> again = [];
        foreach (var chunk in chunks)
        {
            if (assembler.Add(Convert.FromHexString(chunk), out var message, out _) is ChunkResult.Single or ChunkResult.Complete)
            {
                var size = vector.GetProperty("bufferSize") is { ValueKind: System.Text.Json.JsonValueKind.Number } given ? given.GetInt32() : int.MaxValue;
                again.AddRange(ChunkWriter.Cut(message, size).Select(Convert.ToHexStringLower));
            }
        }

        Assert.Equal(chunks, again);
    }

    private static MdsLogLine Line(MdsLogLevel level, string text) => new(level, text, DateTimeOffset.FromUnixTimeSeconds(Time));
}
