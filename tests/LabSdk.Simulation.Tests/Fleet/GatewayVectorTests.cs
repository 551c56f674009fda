using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LabSdk.Fleet;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Fleet;

/// <summary>The recordings of the real gateway against the simulated one, byte by byte.</summary>
[Trait("Category", "Vectors")]
public class GatewayVectorTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(150);

    public static TheoryData<string, string> Scenarios => Vectors.LoadSection("fleet", "server-scenarios.json", "scenarios");

    public static TheoryData<string, string> Payloads => Vectors.LoadSection("fleet", "payloads.json", "payloads");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Gateway_answers_as_the_real_one(string id, string json)
    {
        Assert.NotEmpty(id);
        var scenario = Vectors.Parse(json);

        // What is sent must be right every time; on a busy computer it is in time in one of a few runs.
        var late = "";
        for (var run = 0; run < 4; run++)
        {
            if ((late = await PlayAsync(scenario)).Length == 0)
            {
                return;
            }
        }

        Assert.Fail(late);
    }

    private static async Task<string> PlayAsync(JsonElement scenario)
    {
        var late = "";
        await using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { TransparentIsPushOnly = scenario.GetProperty("gateway").GetString() == "push" });
        var sockets = new Dictionary<string, Socket>();
        try
        {
            foreach (var step in scenario.GetProperty("steps").EnumerateArray())
            {
                late += await PlayAsync(gateway, sockets, step);
            }

            return late;
        }
        finally
        {
            foreach (var socket in sockets.Values)
            {
                socket.Dispose();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Module_takes_or_refuses_the_payload(string id, string json)
    {
        Assert.NotEmpty(id);
        var vector = Vectors.Parse(json);
        await using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { HandlerTimeout = TimeSpan.FromMilliseconds(20) });
        var device = new FleetDevice(vector.GetProperty("module_id").GetInt32(), vector.GetProperty("device_type").GetUInt32(), "role", "name");
        FleetClient client;
        try
        {
            client = await FleetClient.ConnectAsync("127.0.0.1", gateway.Port, device, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20), SendRetries = 0 });
        }
        catch (FleetConnectRejectedException error)
        {
            Assert.Equal(vector.GetProperty("connect_response").GetInt32(), (int)error.ResponseType);
            return;
        }

        await using (client)
        {
            Assert.Equal(0, vector.GetProperty("connect_response").GetInt32());
            if (vector.GetProperty("accepted").GetBoolean())
            {
                var command = await client.SendStatusAsync(Convert.FromHexString(vector.GetProperty("status").GetProperty("hex").GetString()!));
                Assert.Equal(vector.GetProperty("first_command").GetProperty("hex").GetString(), Convert.ToHexStringLower(command.Data.Span));
            }
            else
            {
                await Assert.ThrowsAsync<FleetProtocolErrorException>(() => client.SendStatusAsync(Convert.FromHexString(vector.GetProperty("status").GetProperty("hex").GetString()!)));
            }
        }
    }

    private static async Task<string> PlayAsync(SimulatedGateway gateway, Dictionary<string, Socket> sockets, JsonElement step)
    {
        if (step.TryGetProperty("open", out var name))
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, gateway.Port);
            sockets[name.GetString()!] = socket;
        }
        else if (step.TryGetProperty("sleep_ms", out var pause))
        {
            await Task.Delay(pause.GetInt32());
        }
        else if (step.TryGetProperty("external_command", out var command))
        {
            var device = new FleetDevice(
                command.GetProperty("module_id").GetInt32(), command.GetProperty("device_type").GetUInt32(), command.GetProperty("device_role").GetString()!, command.GetProperty("device_name").GetString()!);
            gateway.QueueCommand(device, Encoding.UTF8.GetBytes(command.GetProperty("data_text").GetString()!));
        }
        else
        {
            return await PlayAsync(sockets[step.GetProperty("conn").GetString()!], step);
        }

        return "";
    }

    private static async Task<string> PlayAsync(Socket socket, JsonElement step)
    {
        if (step.TryGetProperty("send", out var bytes))
        {
            try
            {
                await socket.SendAsync(Bytes(bytes));
            }
            catch (SocketException)
            {
                // The gateway may have closed already; what is expected next tells.
            }
        }
        else if (step.TryGetProperty("expect", out var expected))
        {
            return await ExpectAsync(socket, expected, step);
        }
        else if (step.TryGetProperty("close", out _))
        {
            socket.Close();
        }
        else
        {
            throw new InvalidDataException(step.ToString());
        }

        return "";
    }

    private static async Task<string> ExpectAsync(Socket socket, JsonElement expected, JsonElement step)
    {
        var watch = Stopwatch.StartNew();
        if (expected.TryGetProperty("silence_ms", out var silence))
        {
            using var limit = new CancellationTokenSource(silence.GetInt32());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, limit.Token));
            return "";
        }

        if (expected.TryGetProperty("frame", out var frame))
        {
            var bytes = Bytes(frame);
            Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(await ReadAsync(socket, bytes.Length)));
        }
        else
        {
            Assert.Empty(await ReadAsync(socket, 1));
        }

        return step.TryGetProperty("observed_ms", out var observed) && Math.Abs(watch.Elapsed.TotalMilliseconds - observed.GetDouble()) > Tolerance.TotalMilliseconds
            ? $"{watch.Elapsed} instead of {observed} ms. "
            : "";
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var bytes = new byte[count];
        var at = 0;
        try
        {
            while (at < count && await socket.ReceiveAsync(bytes.AsMemory(at), limit.Token) is > 0 and var read)
            {
                at += read;
            }
        }
        catch (SocketException)
        {
            // Reset: closed as well.
        }

        return bytes[..at];
    }

    private static byte[] Bytes(JsonElement given)
    {
        if (given.TryGetProperty("hex", out var hex))
        {
            return Convert.FromHexString(hex.GetString()!);
        }

        return given.TryGetProperty("fill", out var fill)
            ? [.. Enumerable.Repeat(fill.GetByte(), given.GetProperty("count").GetInt32())]
            : [.. given.GetProperty("parts").EnumerateArray().SelectMany(Bytes)];
    }
}
