using System.Text.Json;
using LabSdk.Mds.Tests.Wire;
using LabSdk.Testing;

namespace LabSdk.Mds.Tests.Client;

[Trait("Category", "Vectors")]
public class ConfigVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("mds", "config_read.json");

    public static TheoryData<string, string> Controls => Vectors.Load("mds", "stream_control.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Config_is_read_as_the_reference_reads_it(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var expect = vector.GetProperty("expect");
        var backend = new ScriptedBackend();
        foreach (var report in vector.GetProperty("reports").EnumerateObject())
        {
            backend.Items[(MdsChannel)byte.Parse(report.Name)] = (report.Value.GetProperty("returns").GetInt32(), report.Value.Bytes("bytes"));
        }

        var client = new MdsClient(backend, new MdsOptions { TextDecoding = expect.TryGetProperty("strictDecode", out _) ? MdsTextDecoding.Replace : MdsTextDecoding.Strict });
        if (vector.TryGetProperty("getter", out var getter))
        {
            await GetterAsync(client, getter.GetString()!, vector.GetProperty("maxLength").GetInt32(), expect);
        }
        else if (name == "features_positive_return_more_than_4")
        {
            // The reference reads past its buffer here; this SDK refuses a backend that breaks its contract.
            await ReferenceCodes.ExpectAsync(-22, () => client.InitializeAsync());
            return;
        }
        else
        {
            await ReferenceCodes.ExpectAsync(expect.GetProperty("rc").GetInt32(), () => client.InitializeAsync());
            if (client.Config is { } config)
            {
                Compare(config, expect);
            }
        }

        Assert.Equal(
            expect.GetProperty("reads").EnumerateArray().Select(read => (read[0].GetInt32(), read[1].GetInt32(), read[2].GetInt32())),
            backend.Reads.Select(read => ((int)read.Channel, read.Capacity, read.Timeout is null ? -1 : (int)read.Timeout.Value.TotalMilliseconds)));
        if (expect.TryGetProperty("strictDecode", out _))
        {
            var strict = await Assert.ThrowsAsync<MdsProtocolException>(() => new MdsClient(backend).InitializeAsync());
            Assert.Equal(MdsErrorKind.InvalidText, strict.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public async Task Streaming_is_turned_on_and_off_as_the_reference_does(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var backend = new ScriptedBackend();
        foreach (var returns in vector.GetProperty("writeReturns").EnumerateArray())
        {
            backend.WriteReturns(returns.GetInt32());
        }

        var client = new MdsClient(backend, new MdsOptions { ReadInBackground = false });
        foreach (var step in vector.GetProperty("steps").EnumerateArray())
        {
            backend.Writes.Clear();
            switch (step.GetProperty("op").GetString())
            {
                case "enable":
                    await ReferenceCodes.ExpectAsync(step.GetProperty("rc").GetInt32(), () => client.EnableStreamingAsync());
                    break;
                case "disable":
                    await ReferenceCodes.ExpectAsync(step.GetProperty("rc").GetInt32(), () => client.DisableStreamingAsync());
                    break;
                default:
                    await client.DisposeAsync();
                    await client.DisposeAsync();
                    Assert.Equal(step.GetProperty("backendDestroyed").GetInt32(), backend.Disposed);
                    break;
            }

            Assert.Equal(
                step.GetProperty("writes").EnumerateArray().Select(write => ((MdsChannel)write[0].GetInt32(), write[1].GetString()!)),
                backend.Writes);
        }
    }

    private static async Task GetterAsync(MdsClient client, string getter, int maximum, JsonElement expect)
    {
        var item = getter switch { "deviceIdentifier" => MdsChannel.DeviceIdentifier, "dataUri" => MdsChannel.DataUri, _ => MdsChannel.Authorization };
        if (expect.GetProperty("rc").GetInt32() < 0)
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.ReadTextAsync(item, maximum));
            return;
        }

        Assert.Equal(expect.GetProperty("value").GetProperty("text").GetString(), await client.ReadTextAsync(item, maximum));
    }

    private static void Compare(DeviceConfig config, JsonElement expect)
    {
        Assert.Equal(expect.GetProperty("supportedFeatures").GetUInt32(), config.SupportedFeatures);
        foreach (var (item, text) in new[] { ("deviceIdentifier", config.DeviceIdentifier), ("dataUri", config.DataUri), ("authorization", config.Authorization.Reveal()) })
        {
            var value = expect.GetProperty(item);
            if (value.GetProperty("text").GetString() is { } expected)
            {
                Assert.Equal(expected, text);
                Assert.Equal(value.Bytes("bytes"), System.Text.Encoding.UTF8.GetBytes(text));
            }
            else
            {
                Assert.Contains('\uFFFD', text);
            }
        }
    }
}
