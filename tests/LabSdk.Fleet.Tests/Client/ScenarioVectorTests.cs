using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Fleet.Tests.Client;

/// <summary>The scripted server of the recordings against our clients: the one of the reference's interface, and the async one that ends on failures as the reference does.</summary>
[Trait("Category", "Vectors")]
public class ScenarioVectorTests
{
    public static TheoryData<string, string> Scenarios => Vectors.LoadSection("fleet", "client-scenarios.json", "scenarios");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Synchronous_client_does_what_is_expected(string id, string json)
    {
        Assert.NotEmpty(id);
        await InTimeAsync(Vectors.Parse(json), () => new SynchronousSide());
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Async_client_does_what_is_expected(string id, string json)
    {
        Assert.NotEmpty(id);
        await InTimeAsync(Vectors.Parse(json), () => new AsyncSide());
    }

    // On a busy computer it is in time in one of a few runs; and where both sides sleep, in the order of the recording.
    private static async Task InTimeAsync(JsonElement scenario, Func<IClientSide> newSide)
    {
        var late = "";
        for (var run = 0; run < 4; run++)
        {
            try
            {
                if ((late = await RunAsync(scenario, newSide)).Length == 0)
                {
                    return;
                }
            }
            catch (Xunit.Sdk.XunitException) when (run < 3 && scenario.GetRawText().Contains("sleep_ms", StringComparison.Ordinal))
            {
                late = "in another order";
            }
        }

        Assert.Fail(late);
    }

    private static async Task<string> RunAsync(JsonElement scenario, Func<IClientSide> newSide)
    {
        var late = "";
        using var gateway = new ScriptedGateway(scenario);
        await using var side = newSide();
        var expected = scenario.GetProperty("expect").EnumerateArray().ToArray();
        var hasQuirk = scenario.TryGetProperty("quirk", out _);
        foreach (var (index, op) in scenario.GetProperty("ops").EnumerateArray().Index())
        {
            var started = Stopwatch.StartNew();
            var outcome = await OutcomeAsync(side, op, gateway.Port, scenario.GetProperty("client"));
            var elapsed = started.Elapsed;
            if (expected[index].ValueKind == JsonValueKind.String)
            {
                Assert.Contains(outcome, expected[index].GetString()!.Split('|').Select(one => Normal(one, outcome)));
            }

            if (op.TryGetProperty("limits_ms", out var limits))
            {
                late += elapsed.TotalMilliseconds <= limits[1].GetDouble() ? "" : $"{op.GetProperty("op")}: {elapsed}. ";
                Assert.True(hasQuirk || elapsed.TotalMilliseconds >= limits[0].GetDouble(), $"{op.GetProperty("op")}: {elapsed}");
            }

            if (op.GetProperty("op").GetString() == "connect" && outcome != "ok")
            {
                break;
            }
        }

        var pushed = side.Pushed().Select(bytes => Convert.ToHexStringLower(bytes.Span)).ToArray();
        if (scenario.TryGetProperty("expect_unsolicited", out var unsolicited))
        {
            Assert.Equal(unsolicited.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : Convert.ToHexStringLower(item.Bytes())), pushed);
        }

        await side.DisposeAsync();
        await Task.WhenAll(gateway.Runs.ToArray()).WaitAsync(TimeSpan.FromSeconds(10));
        if (scenario.TryGetProperty("expect_connections", out var connections))
        {
            Assert.Equal(connections.GetInt32(), gateway.Accepted);
        }

        if (!hasQuirk && !(scenario.TryGetProperty("reference_varies", out var varies) && varies.ValueKind != JsonValueKind.False))
        {
            CompareFrames(scenario.GetProperty("reference").GetProperty("connections"), gateway.Frames);
        }

        return late;
    }

    private static void CompareFrames(JsonElement recorded, List<List<byte[]>> frames)
    {
        foreach (var (index, connection) in recorded.EnumerateArray().Index())
        {
            var expected = connection.GetProperty("frames").EnumerateArray().ToArray();
            Assert.Equal(expected.Length, frames[index].Count);
            for (var i = 0; i < expected.Length; i++)
            {
                VectorBytes.AssertRecorded(expected[i], frames[index][i]);
            }
        }
    }

    private static string Normal(string expected, string outcome) =>
        expected.StartsWith("ok:sha256:", StringComparison.Ordinal) && outcome.StartsWith("ok:hex:", StringComparison.Ordinal)
            && expected == "ok:sha256:" + Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(outcome["ok:hex:".Length..]))) ? outcome : expected;

    private static async Task<string> OutcomeAsync(IClientSide side, JsonElement op, int port, JsonElement client)
    {
        try
        {
            switch (op.GetProperty("op").GetString())
            {
                case "connect":
                    await side.ConnectAsync(port, VectorBytes.Device(client));
                    return "ok";
                case "send_status":
                    await side.SendAsync(op.GetProperty("data").Bytes(), TimeSpan.FromSeconds(op.GetProperty("timeout_s").GetDouble()));
                    return "ok";
                case "get_command":
                    return "ok:hex:" + Convert.ToHexStringLower(side.GetCommand().Data.Span);
                case "is_connected":
                    return side.IsConnected ? "ok:true" : "ok:false";
                case "destroy":
                    side.Destroy();
                    return "ok";
                case "sleep_ms":
                    await Task.Delay(op.GetProperty("ms").GetInt32());
                    return "ok";
                case var other:
                    throw new InvalidDataException(other);
            }
        }
        catch (Exception error) when (error is LabException or ArgumentException)
        {
            return Categories.Of(error);
        }
    }
}
