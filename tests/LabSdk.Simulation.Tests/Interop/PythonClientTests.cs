using System.Diagnostics;
using LabSdk.Simulation.Tests.Daq;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Interop;

/// <summary>An independent client: grpcio and protoc of the machine, no code of ours.</summary>
public class PythonClientTests
{
    [Fact]
    public async Task Grpcio_lists_moves_takes_a_frame_and_reads_an_error()
    {
        await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Profile = SimulatedDaemonProfile.Bench });
        var seen = Vectors.Parse(await RunAsync($"127.0.0.1:{daemon.Port}"));
        Assert.Equal(
            ["movable", "parameterized"],
            seen.GetProperty("devices").GetProperty("mock_stage").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal(12.5, seen.GetProperty("position").GetDouble());
        Assert.True(seen.GetProperty("settled").GetBoolean());
        Assert.Equal([640, 480, 16], seen.GetProperty("size").EnumerateArray().Select(item => item.GetInt32()));
        var number = seen.GetProperty("frame_number").GetUInt64();
        Assert.Equal(SlowTestPattern.Pixel(100, 300, 640, 480, number), seen.GetProperty("pixel").GetInt32());
        Assert.Equal("NOT_FOUND: Device 'nichts für ungut %' not found or not readable", seen.GetProperty("refusal").GetString());
    }

    private static async Task<string> RunAsync(string address)
    {
        var tests = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Simulation.Tests", "Interop", "daq_client.py");
        var protos = Path.Combine(RepositoryRoot.Path, "src", "LabSdk.Daq", "Protos");
        var start = new ProcessStartInfo("/usr/bin/python3", [tests, address, protos])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(
            process.ExitCode == 0,
            $"The Python client failed (it needs the packages python3-grpcio, python3-protobuf and protobuf-compiler):\n{await errors}");
        return output;
    }
}
