using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class LifetimeTests
{
    [Fact]
    public async Task Kill_resets_running_calls_and_restart_serves_a_fresh_process_on_the_same_port()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await lab.MoveAsync("mock_stage", 7);
        using var states = lab.Hardware.SubscribeDeviceState(
            new DeviceStateSubscribeRequest { MaxRateHz = 50, IncludeSnapshot = true }, cancellationToken: lab.Limit);
        Assert.True(await states.ResponseStream.MoveNext(lab.Limit));
        var port = lab.Daemon.Port;

        await lab.Daemon.KillAsync();
        Assert.False(lab.Daemon.IsRunning);
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, async () =>
        {
            while (await states.ResponseStream.MoveNext(lab.Limit))
            {
            }
        });
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, () => lab.PositionAsync("mock_stage"));

        await lab.Daemon.RestartAsync();
        Assert.Equal(port, lab.Daemon.Port);
        Assert.Equal(0, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Start_lists_all_wrong_options_at_once()
    {
        var options = new SimulatedDaemonOptions { Port = -1, FrameWidth = 5 };
        var error = await Assert.ThrowsAsync<LabConfigurationException>(() => SimulatedDaemon.StartAsync(options));
        Assert.Contains("Port", error.Message, StringComparison.Ordinal);
        Assert.Contains("FrameWidth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_on_a_taken_port_says_so()
    {
        await using var first = await SimulatedDaemon.StartAsync();
        var error = await Assert.ThrowsAsync<LabConnectionException>(
            () => SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Port = first.Port }));
        Assert.Contains(first.Port.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_twice_is_harmless_and_text_says_where_it_was()
    {
        var daemon = await SimulatedDaemon.StartAsync();
        Assert.Equal($"simulated daq daemon (bench) at {daemon.Address}", daemon.ToString());
        await daemon.DisposeAsync();
        await daemon.DisposeAsync();
        Assert.EndsWith(", not running", daemon.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => daemon.RestartAsync());
    }
}
