using Grpc.Core;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class RunEngineTests
{
    [Fact]
    public async Task Line_scan_sends_start_descriptor_events_and_stop()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var documents = await WatchAsync(lab);
        var queued = await QueueAsync(lab, Line(0, 10, 3));
        Assert.Equal(1u, queued.QueuePosition);
        await lab.Engine.StartEngineAsync(new StartEngineRequest());
        var all = await ReadRunAsync(documents, lab);

        var start = all[0].Start;
        Assert.Equal((queued.RunUid, queued.RunUid), (start.RunUid, all[0].Uid));
        Assert.Equal("line_scan", start.PlanType);
        Assert.Equal(
            new Dictionary<string, string> { ["axis"] = "mock_stage", ["start"] = "0", ["stop"] = "10", ["num_points"] = "3", ["detectors"] = "mock_power_meter" },
            start.PlanArgs);
        Assert.Equal("me", start.Metadata["operator"]);
        Assert.Equal(["mock_stage"], start.Hints);

        var descriptor = all[1].Descriptor_;
        Assert.Equal("primary", descriptor.Name);
        Assert.Equal(["mock_power_meter", "mock_stage"], descriptor.DataKeys.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new DataKey { Dtype = "number", Source = "mock_stage" }, descriptor.DataKeys["mock_stage"]);

        var events = all[2..^1].Select(document => document.Event).ToList();
        Assert.Equal([0u, 1u, 2u], events.Select(item => item.SeqNum));
        Assert.All(events, item => Assert.Equal(["mock_power_meter"], item.Data.Keys));
        Assert.All(events, item => Assert.Equal(descriptor.DescriptorUid, item.DescriptorUid));
        Assert.Equal(("success", "", 3u), (all[^1].Stop.ExitStatus, all[^1].Stop.Reason, all[^1].Stop.NumEvents));
        Assert.Equal(10, await lab.PositionAsync("mock_stage"));
        Assert.Equal(EngineState.EngineIdle, (await StatusAsync(lab)).State);
    }

    [Fact]
    public async Task Grid_runs_as_a_snake_unless_told_otherwise()
    {
        await using var lab = await DaemonFixture.BenchAsync(options => options.StageSpeed = 100_000);
        using var documents = await WatchAsync(lab);
        await QueueAsync(lab, Grid());
        await lab.Engine.StartEngineAsync(new StartEngineRequest());
        var all = await ReadRunAsync(documents, lab);
        Assert.Equal(6u, all[^1].Stop.NumEvents);
        var arguments = all[0].Start.PlanArgs;
        Assert.Equal(("mock_stage_y", "mock_stage", "true"), (arguments["axis_outer"], arguments["axis_inner"], arguments["snake"]));
        Assert.Equal(["mock_stage_y", "mock_stage"], all[0].Start.Hints);
        Assert.Equal(0, await lab.PositionAsync("mock_stage"));
        Assert.Equal(1, await lab.PositionAsync("mock_stage_y"));
    }

    [Fact]
    public async Task Pause_takes_effect_at_a_checkpoint_and_resume_goes_on()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var documents = await WatchAsync(lab);
        var queued = await QueueAsync(lab, Count(5, delay: "0.02"));
        var run = lab.Engine.StartEngineAsync(new StartEngineRequest());
        await NextAsync(documents, lab);
        var paused = await lab.Engine.PauseEngineAsync(new PauseEngineRequest());
        Assert.Equal((true, "checkpoint"), (paused.Success, paused.PausedAt));
        await UntilAsync(lab, EngineState.EnginePaused);
        await DaemonFixture.RefusedAsync(
            StatusCode.Internal, "Failed to pause engine: Cannot pause: engine is paused", async () => await lab.Engine.PauseEngineAsync(new PauseEngineRequest()));
        await lab.Engine.ResumeEngineAsync(new ResumeEngineRequest());
        Assert.True((await run).Success);
        Assert.Equal(("success", 5u), await EndAsync(documents, lab, queued.RunUid));
    }

    [Theory]
    [InlineData(true, "User requested abort during pause")]
    [InlineData(false, "User requested abort")]
    public async Task Abort_ends_the_run_and_the_start_call_still_succeeds(bool pauseFirst, string reason)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var documents = await WatchAsync(lab);
        var queued = await QueueAsync(lab, Count(1000, delay: "0.05"));
        var run = lab.Engine.StartEngineAsync(new StartEngineRequest());
        await NextAsync(documents, lab);
        if (pauseFirst)
        {
            await lab.Engine.PauseEngineAsync(new PauseEngineRequest());
            await UntilAsync(lab, EngineState.EnginePaused);
        }

        await lab.Engine.AbortPlanAsync(new AbortPlanRequest { RunUid = pauseFirst ? "" : queued.RunUid });
        Assert.True((await run).Success);
        Document document;
        do
        {
            document = await NextAsync(documents, lab);
        }
        while (document.DocType != DocumentType.DocStop);

        Assert.Equal(("abort", reason), (document.Stop.ExitStatus, document.Stop.Reason));
        Assert.Equal(EngineState.EngineIdle, (await StatusAsync(lab)).State);
    }

    [Fact]
    public async Task Queued_plan_can_be_removed_and_unknown_ones_are_refused()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await QueueAsync(lab, Count(1));
        var second = await QueueAsync(lab, Count(1));
        Assert.Equal(2u, second.QueuePosition);
        await lab.Engine.AbortPlanAsync(new AbortPlanRequest { RunUid = second.RunUid });
        Assert.Equal(1u, (await StatusAsync(lab)).QueuedPlans);
        await DaemonFixture.RefusedAsync(
            StatusCode.Internal, "Failed to abort plan: Run 'x' not found (not current and not queued)", async () =>
                await lab.Engine.AbortPlanAsync(new AbortPlanRequest { RunUid = "x" }));
    }

    [Fact]
    public async Task Start_without_a_plan_or_while_running_is_refused()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.Internal, "Failed to start engine: No plans in queue", () => StartAsync(lab));
        await QueueAsync(lab, Count(1000, delay: "1"));
        using var documents = await WatchAsync(lab);
        _ = lab.Engine.StartEngineAsync(new StartEngineRequest());
        await NextAsync(documents, lab);
        await DaemonFixture.RefusedAsync(StatusCode.Internal, "Failed to start engine: Cannot start: engine is running", () => StartAsync(lab));
        Assert.NotEqual(0u, (await StatusAsync(lab)).RunStartNs);
    }

    [Fact]
    public async Task Detector_that_is_not_armed_fails_the_run_but_not_the_call()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var documents = await WatchAsync(lab);
        await QueueAsync(lab, Count(1, detector: "mock_camera"));
        await StartAsync(lab);
        var all = await ReadRunAsync(documents, lab);
        Assert.Equal("uint16", all[1].Descriptor_.DataKeys["mock_camera"].Dtype);
        Assert.Equal([480, 640], all[1].Descriptor_.DataKeys["mock_camera"].Shape);
        Assert.Equal(("fail", "MockCamera: Cannot trigger - not armed"), (all[^1].Stop.ExitStatus, all[^1].Stop.Reason));
    }

    [Fact]
    public async Task Streaming_camera_as_detector_sends_raw_frames()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        using var documents = await WatchAsync(lab);
        await lab.Hardware.ArmAsync(new ArmRequest { DeviceId = "mock_camera" });
        await lab.Hardware.StartStreamAsync(new StartStreamRequest { DeviceId = "mock_camera" });
        await QueueAsync(lab, Count(1, detector: "mock_camera"));
        await StartAsync(lab);
        var all = await ReadRunAsync(documents, lab);
        Assert.Equal(640 * 480 * 2, all[2].Event.Arrays["mock_camera"].Length);
        Assert.Empty(all[2].Event.Data);
    }

    [Fact]
    public async Task Silent_camera_as_detector_hangs_engine_and_status()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        using var documents = await WatchAsync(lab);
        await lab.Hardware.ArmAsync(new ArmRequest { DeviceId = "mock_camera" });
        await QueueAsync(lab, Count(1, detector: "mock_camera"));
        _ = lab.Engine.StartEngineAsync(new StartEngineRequest());
        while ((await NextAsync(documents, lab)).DocType != DocumentType.DocDescriptor)
        {
        }

        await DaemonFixture.RefusedAsync(StatusCode.DeadlineExceeded, async () =>
        {
            while (true)
            {
                await lab.Engine.GetEngineStatusAsync(new GetEngineStatusRequest(), deadline: DateTime.UtcNow.AddMilliseconds(300));
            }
        });
    }

    [Theory]
    [InlineData(true, nameof(EngineState.EngineRunning))]
    [InlineData(false, nameof(EngineState.EngineIdle))]
    public async Task Cancelled_start_call_wedges_the_engine_only_with_the_quirk(bool quirk, string expected)
    {
        await using var lab = await DaemonFixture.FaithfulAsync(
            options => options.Quirks = DaemonQuirks.All with { CancelledStartEngineWedgesEngine = quirk });
        using var documents = await WatchAsync(lab);
        await QueueAsync(lab, Count(quirk ? 1000 : 5, delay: "0.02"));
        using var patience = new CancellationTokenSource();
        var run = lab.Engine.StartEngineAsync(new StartEngineRequest(), cancellationToken: patience.Token);
        await NextAsync(documents, lab);
        await patience.CancelAsync();
        await DaemonFixture.RefusedAsync(StatusCode.Cancelled, async () => await run);
        if (!quirk)
        {
            Assert.Equal("success", (await EndAsync(documents, lab, null)).Status);
        }

        await UntilAsync(lab, Enum.Parse<EngineState>(expected));
    }

    [Theory]
    [InlineData(true, nameof(EngineState.EngineAborting))]
    [InlineData(false, nameof(EngineState.EngineIdle))]
    public async Task Halt_while_idle_wedges_the_engine_only_with_the_quirk(bool quirk, string expected)
    {
        await using var lab = await DaemonFixture.FaithfulAsync(
            options => options.Quirks = DaemonQuirks.All with { HaltWhenIdleWedgesEngine = quirk });
        var reply = await lab.Engine.HaltEngineAsync(new HaltEngineRequest());
        Assert.Equal((true, "Engine halted successfully"), (reply.Halted, reply.Message));
        Assert.Equal(expected, (await StatusAsync(lab)).State.ToString());
    }

    [Fact]
    public async Task Documents_are_filtered_by_run_and_type()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await QueueAsync(lab, Count(2));
        var wanted = await QueueAsync(lab, Count(1));
        using var documents = lab.Engine.StreamDocuments(
            new StreamDocumentsRequest { RunUid = wanted.RunUid, DocTypes = { DocumentType.DocEvent, DocumentType.DocStop } }, cancellationToken: lab.Limit);
        await documents.ResponseHeadersAsync;
        await StartAsync(lab);
        await StartAsync(lab);

        // The descriptor is filtered out but still opens the way for the events of its run.
        Assert.Equal(DocumentType.DocEvent, (await NextAsync(documents, lab)).DocType);
        Assert.Equal(wanted.RunUid, (await NextAsync(documents, lab)).Stop.RunUid);
    }

    [Theory]
    [InlineData("spiral", "", "Unknown plan type: spiral")]
    [InlineData("count", "num_points=", "Invalid num_points: invalid digit found in string")]
    [InlineData("count", "", "Missing parameter: num_points")]
    [InlineData("count", "num_points=0", "num_points must be > 0")]
    [InlineData("count", "num_points=10000001", "num_points must be <= 10,000,000 to prevent resource exhaustion")]
    [InlineData("count", "num_points=1,delay=NaN", "delay must be a finite number (not NaN or infinity)")]
    [InlineData("count", "num_points=1,delay=x", "Invalid delay: invalid float literal")]
    [InlineData("line_scan", "start=1,end=1,num_points=2,motor:m", "start and end must be different for line scan")]
    [InlineData("line_scan", "start=1,end=2,num_points=2", "Missing device mapping: motor")]
    [InlineData("grid_scan", "x_start=0,x_end=1,x_points=2,y_start=0,y_end=1,y_points=2,x_motor:a,y_motor:a", "x_motor and y_motor must be different")]
    public async Task Bad_plans_are_refused_with_the_daemons_reason(string type, string arguments, string reason)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var request = new QueuePlanRequest { PlanType = type };
        foreach (var item in arguments.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = item.Split('=', ':');
            (item.Contains('=', StringComparison.Ordinal) ? request.Parameters : request.DeviceMapping).Add(parts[0], parts[1]);
        }

        await DaemonFixture.RefusedAsync(
            StatusCode.InvalidArgument, $"Failed to create plan: {reason}", async () => await lab.Engine.QueuePlanAsync(request));
    }

    [Fact]
    public async Task Plan_types_are_listed_but_not_described()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var types = (await lab.Engine.ListPlanTypesAsync(new ListPlanTypesRequest())).PlanTypes;
        Assert.Equal(["count Count", "grid_scan Grid Scan", "line_scan Line Scan"], types.Select(type => $"{type.TypeId} {type.DisplayName}").Order());
        await DaemonFixture.RefusedAsync(StatusCode.Unimplemented, "get_plan_type_info not yet implemented", async () =>
            await lab.Engine.GetPlanTypeInfoAsync(new GetPlanTypeInfoRequest { TypeId = "count" }));
    }

    private static QueuePlanRequest Count(int points, string delay = "0", string detector = "mock_power_meter") => new()
    {
        PlanType = "count",
        Parameters = { ["num_points"] = points.ToString(), ["delay"] = delay },
        DeviceMapping = { ["detector"] = detector },
    };

    private static QueuePlanRequest Line(double start, double end, int points) => new()
    {
        PlanType = "line_scan",
        Parameters = { ["start"] = start.ToString(), ["end"] = end.ToString(), ["num_points"] = points.ToString() },
        DeviceMapping = { ["motor"] = "mock_stage", ["detector"] = "mock_power_meter" },
        Metadata = { ["operator"] = "me" },
    };

    private static QueuePlanRequest Grid() => new()
    {
        PlanType = "grid_scan",
        Parameters =
        {
            ["x_start"] = "0", ["x_end"] = "2", ["x_points"] = "3", ["y_start"] = "0", ["y_end"] = "1", ["y_points"] = "2",
        },
        DeviceMapping = { ["x_motor"] = "mock_stage", ["y_motor"] = "mock_stage_y", ["detector"] = "peak_detector" },
    };

    private static Task<QueuePlanResponse> QueueAsync(DaemonFixture lab, QueuePlanRequest request) =>
        lab.Engine.QueuePlanAsync(request).ResponseAsync;

    private static Task<StartEngineResponse> StartAsync(DaemonFixture lab) => lab.Engine.StartEngineAsync(new StartEngineRequest()).ResponseAsync;

    private static Task<EngineStatus> StatusAsync(DaemonFixture lab) =>
        lab.Engine.GetEngineStatusAsync(new GetEngineStatusRequest(), cancellationToken: lab.Limit).ResponseAsync;

    private static async Task UntilAsync(DaemonFixture lab, EngineState state)
    {
        while ((await StatusAsync(lab)).State != state)
        {
        }
    }

    private static async Task<AsyncServerStreamingCall<Document>> WatchAsync(DaemonFixture lab)
    {
        var documents = lab.Engine.StreamDocuments(new StreamDocumentsRequest(), cancellationToken: lab.Limit);
        await documents.ResponseHeadersAsync;
        return documents;
    }

    private static async Task<Document> NextAsync(AsyncServerStreamingCall<Document> documents, DaemonFixture lab)
    {
        Assert.True(await documents.ResponseStream.MoveNext(lab.Limit));
        return documents.ResponseStream.Current;
    }

    private static async Task<List<Document>> ReadRunAsync(AsyncServerStreamingCall<Document> documents, DaemonFixture lab)
    {
        var all = new List<Document>();
        do
        {
            all.Add(await NextAsync(documents, lab));
        }
        while (all[^1].DocType != DocumentType.DocStop);

        return all;
    }

    private static async Task<(string Status, uint Events)> EndAsync(AsyncServerStreamingCall<Document> documents, DaemonFixture lab, string? runUid)
    {
        var stop = (await ReadRunAsync(documents, lab))[^1].Stop;
        Assert.Equal(runUid ?? stop.RunUid, stop.RunUid);
        return (stop.ExitStatus, stop.NumEvents);
    }
}
