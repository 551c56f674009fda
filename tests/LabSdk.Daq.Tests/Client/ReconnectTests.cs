using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq.Tests.Client;

public class ReconnectTests
{
    [Fact]
    public async Task Calls_work_again_after_a_restart_of_the_daemon()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var states = new List<DaqConnectionState>();
        client.StatusChanged += status =>
        {
            lock (states)
            {
                states.Add(status.State);
            }
        };
        await daemon.KillAsync();
        Assert.Equal(DaqErrorIds.Unreachable, (await Assert.ThrowsAsync<DaqConnectionException>(() => client.Hardware.ReadValueAsync("mock_power_meter"))).ErrorId);
        await daemon.RestartAsync();
        await client.WaitUntilConnectedAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await client.Hardware.ReadValueAsync("mock_power_meter");
        Assert.Equal(DaqConnectionState.Connected, client.Status.State);
        lock (states)
        {
            Assert.Equal([DaqConnectionState.Reconnecting, DaqConnectionState.Connected], states.Distinct());
        }
    }

    [Fact]
    public async Task State_stream_resumes_with_a_mark()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnSubscribe = async (_, stream, context) =>
        {
            await stream.WriteAsync(new DeviceStateUpdate { DeviceId = "mock_stage", Version = 1, FieldsJson = { ["position"] = "1" } });
            await stream.WriteAsync(new DeviceStateUpdate { DeviceId = "mock_stage", Version = 2, FieldsJson = { ["position"] = "2" } });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync();
        await using var updates = client.StreamDeviceStateAsync().GetAsyncEnumerator();
        await NextAsync(updates, mark: false);
        await NextAsync(updates, mark: false);
        daemon.Server.CutConnections();
        await NextAsync(updates, mark: true);
        await NextAsync(updates, mark: false);

        static async Task NextAsync(IAsyncEnumerator<DaqStateUpdate> updates, bool mark)
        {
            Assert.True(await updates.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal(mark, updates.Current.IsAfterReconnect);
        }
    }

    [Fact]
    public async Task Frame_stream_resumes_with_a_mark_and_starts_the_camera_of_a_restarted_daemon_again()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnFrames = async (_, stream, context) =>
        {
            await stream.WriteAsync(FrameMaker.Make(1));
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync();
        await using var frames = client.StreamFramesAsync("mock_camera").GetAsyncEnumerator();
        Assert.True(await frames.MoveNextAsync());
        Assert.False(frames.Current.IsAfterReconnect);
        await daemon.KillAsync();
        await daemon.RestartAsync();
        Assert.True(await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(frames.Current.IsAfterReconnect);
        Assert.Equal(2, daemon.Hardware.Count("StartStream"));
    }

    [Fact]
    public async Task Stream_ends_with_the_error_when_reconnecting_is_switched_off()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnSubscribe = async (_, stream, context) =>
        {
            await stream.WriteAsync(new DeviceStateUpdate { DeviceId = "mock_stage" });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync(options => options.Reconnect = false);
        await using var updates = client.StreamDeviceStateAsync().GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        daemon.Server.CutConnections();
        Assert.Equal(DaqErrorIds.Unreachable, (await Assert.ThrowsAsync<DaqConnectionException>(async () => await updates.MoveNextAsync())).ErrorId);
    }

    [Fact]
    public async Task Connection_lost_during_a_run_carries_the_points_and_starts_nothing_again()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var played = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.RunEngine.OnStart = async (engine, context) =>
        {
            await engine.PlayAsync(ScriptedRunEngine.Line(2).SkipLast(1));
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        await using var client = await daemon.ConnectAsync();
        var points = 0;
        var run = client.RunEngine.RunAsync(DaqPlan.Count(2), document =>
        {
            if (document.Message.DocType == DocumentType.DocEvent && ++points == 2)
            {
                played.SetResult();
            }
        });
        await played.Task;
        await daemon.KillAsync();
        var error = await Assert.ThrowsAsync<DaqRunException>(() => run);
        Assert.Equal(2, error.Result.Events.Count);
        Assert.Equal("unknown", error.Result.ExitStatus);
        Assert.Single(daemon.RunEngine.Log, entry => entry == "StartEngine");
    }
}
