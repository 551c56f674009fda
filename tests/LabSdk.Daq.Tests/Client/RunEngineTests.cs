using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests.Client;

public class RunEngineTests
{
    private static readonly DaqPlan Line = DaqPlan.LineScan("mock_stage", 0, 10, 3, "mock_power_meter");

    [Fact]
    public async Task Run_gives_points_with_positions_joined_in_and_no_deadline_on_the_engine()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync(options => options.Timeout = TimeSpan.FromSeconds(5));
        var seen = new List<DocumentType>();
        var result = await client.RunEngine.RunAsync(Line, document => seen.Add(document.Message.DocType));
        Assert.True(result.IsSuccess);
        Assert.Equal(0, result.LostEvents);
        Assert.Equal([0, 5, 10], result.Events.Select(point => point.Positions["mock_stage"]));
        Assert.Equal([0, 0.5, 1], result.Events.Select(point => point.Data["mock_power_meter"]));
        Assert.Equal([DocumentType.DocStart, DocumentType.DocDescriptor, DocumentType.DocEvent, DocumentType.DocEvent, DocumentType.DocEvent, DocumentType.DocStop], seen);
        Assert.False(daemon.RunEngine.HadDeadline);
        Assert.Equal(["QueuePlan line_scan", "StartEngine"], daemon.RunEngine.Log);
    }

    [Fact]
    public async Task Lost_points_are_counted_against_the_stop_document()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.RunEngine.OnStart = (engine, _) => engine.PlayAsync(ScriptedRunEngine.Line(4, leaveOut: 2));
        await using var client = await daemon.ConnectAsync();
        var result = await client.RunEngine.RunAsync(Line);
        Assert.Equal(1, result.LostEvents);
        Assert.Equal([0, 1, 3], result.Events.Select(point => point.Sequence));
    }

    [Fact]
    public async Task Failed_run_throws_and_carries_its_points()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.RunEngine.OnStart = (engine, _) => engine.PlayAsync(ScriptedRunEngine.Line(2, exit: "fail"));
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqRunException>(() => client.RunEngine.RunAsync(Line));
        Assert.Equal(DaqErrorIds.RunFailed, error.ErrorId);
        Assert.Contains("motor stalled", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Result.Events.Count);
    }

    [Fact]
    public async Task Run_without_a_stop_document_says_that_its_end_was_not_seen()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.RunEngine.OnStart = (engine, _) => engine.PlayAsync(ScriptedRunEngine.Line(2).SkipLast(1));
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqRunException>(() => client.RunEngine.RunAsync(Line));
        Assert.Equal(DaqErrorIds.DocumentsLost, error.ErrorId);
        Assert.Equal(2, error.Result.Events.Count);
    }

    [Fact]
    public async Task Cancelling_aborts_on_the_daemon_and_waits_for_the_end()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        using var cancel = new CancellationTokenSource();
        var engineCallCancelled = false;
        daemon.RunEngine.OnStart = async (engine, context) =>
        {
            await engine.PlayAsync(ScriptedRunEngine.Line(2).SkipLast(1));
            await engine.Aborted.Task;
            engineCallCancelled = context.CancellationToken.IsCancellationRequested;
            await engine.PlayAsync(ScriptedRunEngine.Line(2, exit: "abort").TakeLast(1));
        };
        await using var client = await daemon.ConnectAsync();
        var points = 0;
        var error = await Assert.ThrowsAsync<DaqRunCanceledException>(() => client.RunEngine.RunAsync(
            Line,
            document =>
            {
                if (document.Message.DocType == DocumentType.DocEvent && ++points == 2)
                {
                    cancel.Cancel();
                }
            },
            cancel.Token));
        Assert.Equal(2, error.Result.Events.Count);
        Assert.Equal("abort", error.Result.ExitStatus);
        Assert.False(engineCallCancelled);
        Assert.Contains("AbortPlan run-1", daemon.RunEngine.Log);
    }

    [Fact]
    public async Task Idle_engine_is_not_halted()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => client.RunEngine.HaltEngineAsync());
        Assert.Equal(DaqErrorIds.HaltWhileIdle, error.ErrorId);
        Assert.DoesNotContain("HaltEngine", daemon.RunEngine.Log);
        daemon.RunEngine.Status = new EngineStatus { State = EngineState.EngineRunning, RunStartNs = 1 };
        await client.RunEngine.HaltEngineAsync();
        Assert.Contains("HaltEngine", daemon.RunEngine.Log);
    }

    [Theory]
    [InlineData(EngineState.EngineRunning, 0ul, DaqErrorIds.EngineWedged)]
    [InlineData(EngineState.EngineAborting, 0ul, DaqErrorIds.EngineWedged)]
    [InlineData(EngineState.EngineRunning, 5ul, DaqErrorIds.WrongState)]
    [InlineData(EngineState.EnginePaused, 5ul, DaqErrorIds.WrongState)]
    public async Task Busy_engine_is_told_from_one_that_hangs(EngineState state, ulong started, string errorId)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.RunEngine.Status = new EngineStatus { State = state, RunStartNs = started };
        await using var client = await daemon.ConnectAsync();
        Assert.Equal(errorId, (await Assert.ThrowsAsync<DaqDeviceException>(() => client.RunEngine.RunAsync(Line))).ErrorId);
        Assert.Empty(daemon.RunEngine.Log);
    }

    [Fact]
    public async Task Camera_that_gives_no_frames_is_refused_as_detector()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Hardware.OnState = request => new DeviceStateResponse { DeviceId = request.DeviceId, Online = true, Streaming = false };
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => client.RunEngine.RunAsync(DaqPlan.Count(2, "mock_camera")));
        Assert.Equal(DaqErrorIds.CameraNotStreaming, error.ErrorId);
        Assert.Empty(daemon.RunEngine.Log);
    }

    [Fact]
    public async Task Plan_behind_others_is_taken_out_of_the_queue_again()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.RunEngine.QueuePosition = 3;
        await using var client = await daemon.ConnectAsync();
        var error = await Assert.ThrowsAsync<DaqDeviceException>(() => client.RunEngine.RunAsync(Line));
        Assert.Equal(DaqErrorIds.WrongState, error.ErrorId);
        Assert.Equal(["QueuePlan line_scan", "AbortPlan run-1"], daemon.RunEngine.Log);
    }

    [Fact]
    public async Task Bad_plan_and_unknown_device_are_refused()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        Assert.Contains("Unknown plan type", (await Assert.ThrowsAsync<DaqConfigurationException>(() => client.RunEngine.QueuePlanAsync(new DaqPlan("bad")))).Message, StringComparison.Ordinal);
        Assert.Equal(DaqErrorIds.UnknownDevice, (await Assert.ThrowsAsync<DeviceException>(() => client.RunEngine.RunAsync(DaqPlan.Count(2, "nothing")))).ErrorId);
    }

    [Fact]
    public void Plans_write_their_values_as_texts()
    {
        var grid = DaqPlan.GridScan("x", 0, 1.5, 3, "y", -1, 1, 2, snake: false);
        Assert.Equal(("1.5", "-1", "false"), (grid.Parameters["x_end"], grid.Parameters["y_start"], grid.Parameters["snake"]));
        Assert.Equal(["x_motor", "y_motor"], grid.Devices.Keys);
        Assert.Equal("0.25", DaqPlan.Count(2, delay: TimeSpan.FromSeconds(0.25)).Parameters["delay"]);
    }
}
