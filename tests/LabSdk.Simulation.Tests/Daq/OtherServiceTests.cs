using Grpc.Core;
using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;
using GrpcHealth = LabSdk.Daq.Wire.GrpcHealth;

public class OtherServiceTests
{
    [Fact]
    public async Task Preset_is_saved_listed_loaded_and_deleted()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var preset = new Preset { Meta = new PresetMetadata { PresetId = "align_1", Name = "Alignment" } };
        preset.DeviceConfigsJson["mock_stage"] = "{\"position\": 33}";
        preset.DeviceConfigsJson["mock_power_meter"] = "{\"base_power\": 0.5, \"unknown\": 1}";
        preset.DeviceConfigsJson["broken"] = "{";
        Assert.True((await lab.Presets.SavePresetAsync(new SavePresetRequest { Preset = preset })).Saved);
        var again = await lab.Presets.SavePresetAsync(new SavePresetRequest { Preset = preset });
        Assert.False(again.Saved);
        Assert.NotEmpty(again.Message);
        Assert.True((await lab.Presets.SavePresetAsync(new SavePresetRequest { Preset = preset, Overwrite = true })).Saved);
        var meta = Assert.Single((await lab.Presets.ListPresetsAsync(new ListPresetsRequest())).Presets);
        Assert.True(meta.CreatedAtNs > 0 && meta.UpdatedAtNs >= meta.CreatedAtNs);
        var stored = await lab.Presets.GetPresetAsync(new GetPresetRequest { PresetId = "align_1" });
        Assert.False(stored.DeviceConfigsJson.ContainsKey("broken"));

        var loaded = await lab.Presets.LoadPresetAsync(new LoadPresetRequest { PresetId = "align_1" });
        Assert.Equal((true, "Applied 2 device configurations"), (loaded.Applied, loaded.Message));
        Assert.Equal(33, await lab.PositionAsync("mock_stage"));
        await lab.Presets.DeletePresetAsync(new DeletePresetRequest { PresetId = "align_1" });
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Preset 'align_1' not found", async () =>
            await lab.Presets.LoadPresetAsync(new LoadPresetRequest { PresetId = "align_1" }));
    }

    [Theory]
    [InlineData(true, "Applied 0 configurations with 1 errors: mock_camera: Value 50.0 out of range [0.001, 10.0]", 33)]
    [InlineData(false, "Applied 1 device configurations", 50)]
    public async Task Preset_exposure_is_taken_for_seconds_with_the_quirk(bool quirk, string message, double exposure)
    {
        await using var lab = await DaemonFixture.FaithfulAsync(
            options => options.Quirks = DaemonQuirks.All with { PresetExposureInSeconds = quirk });
        var preset = new Preset { Meta = new PresetMetadata { PresetId = "p" } };
        preset.DeviceConfigsJson["mock_camera"] = "{\"exposure_ms\": 50}";
        await lab.Presets.SavePresetAsync(new SavePresetRequest { Preset = preset });
        var loaded = await lab.Presets.LoadPresetAsync(new LoadPresetRequest { PresetId = "p" });
        Assert.Equal((true, message), (loaded.Applied, loaded.Message));
        Assert.Equal(exposure, (await lab.Hardware.GetExposureAsync(new GetExposureRequest { DeviceId = "mock_camera" })).ExposureMs, 9);
    }

    [Theory]
    [InlineData("", "preset_id is required")]
    [InlineData("../etc", "preset_id must contain only letters, digits, '_' and '-'")]
    public async Task Preset_ids_are_checked(string id, string reason)
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.InvalidArgument, reason, async () => await lab.Presets.SavePresetAsync(
            new SavePresetRequest { Preset = new Preset { Meta = new PresetMetadata { PresetId = id } } }));
        await DaemonFixture.RefusedAsync(StatusCode.InvalidArgument, "preset is required", async () =>
            await lab.Presets.SavePresetAsync(new SavePresetRequest()));
    }

    [Fact]
    public async Task Script_is_accepted_runs_and_completes()
    {
        var time = new ManualTime();
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Time = time);
        var script = await lab.Control.UploadScriptAsync(new UploadRequest { Name = "demo", ScriptContent = "sleep(2); count(3, \"x\", 0.1);" });
        Assert.True(script.Success);
        var started = await lab.Control.StartScriptAsync(new StartRequest { ScriptId = script.ScriptId });
        Assert.True(started.Started);
        Assert.Equal(("RUNNING", 0u, 0ul), await StateAsync());
        time.Advance(TimeSpan.FromSeconds(2));
        var (state, progress, ended) = await StateAsync();
        Assert.Equal(("COMPLETED", 100u), (state, progress));
        Assert.True(ended > 0);
        var stop = await lab.Control.StopScriptAsync(new StopRequest { ExecutionId = started.ExecutionId });
        Assert.Equal((false, "Cannot stop execution in state: COMPLETED"), (stop.Stopped, stop.Message));
        Assert.Single((await lab.Control.ListExecutionsAsync(new ListExecutionsRequest { State = "COMPLETED" })).Executions);
        Assert.Equal("demo", Assert.Single((await lab.Control.ListScriptsAsync(new ListScriptsRequest())).Scripts).Name);

        async Task<(string, uint, ulong)> StateAsync()
        {
            var status = await lab.Control.GetScriptStatusAsync(new StatusRequest { ExecutionId = started.ExecutionId });
            return (status.State, status.ProgressPercent, status.EndTimeNs);
        }
    }

    [Fact]
    public async Task Scripts_are_refused_in_an_ok_reply_and_unknown_ids_fail()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        var large = await lab.Control.UploadScriptAsync(new UploadRequest { ScriptContent = new string(' ', 1_048_577) });
        Assert.Equal((false, "Script too large: 1048577 bytes (max 1048576)"), (large.Success, large.ErrorMessage));
        var broken = await lab.Control.UploadScriptAsync(new UploadRequest { ScriptContent = "move(1" });
        Assert.StartsWith("Validation failed: ", broken.ErrorMessage, StringComparison.Ordinal);
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Script not found", async () =>
            await lab.Control.StartScriptAsync(new StartRequest { ScriptId = "x" }));
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Execution not found", async () =>
            await lab.Control.GetScriptStatusAsync(new StatusRequest { ExecutionId = "x" }));
    }

    [Fact]
    public async Task Measurements_are_one_point_per_image()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        using var stream = lab.Control.StreamMeasurements(new MeasurementRequest(), cancellationToken: lab.Limit);
        await stream.ResponseHeadersAsync;
        await lab.Hardware.StartStreamAsync(new StartStreamRequest { DeviceId = "mock_camera" });
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal(("mock_camera", 640.0 * 480), (stream.ResponseStream.Current.Channel, stream.ResponseStream.Current.Value));
        using var status = lab.Control.StreamStatus(new StatusRequest(), cancellationToken: lab.Limit);
        Assert.True(await status.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal(("IDLE", 512.0), (status.ResponseStream.Current.CurrentState, status.ResponseStream.Current.CurrentMemoryUsageMb));
    }

    [Fact]
    public async Task Grpc_health_knows_the_services()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        foreach (var service in new[] { "", "daq.HardwareService", "daq.RunEngineService" })
        {
            var reply = await lab.Health.CheckAsync(new GrpcHealth.HealthCheckRequest { Service = service });
            Assert.Equal(GrpcHealth.HealthCheckResponse.Types.ServingStatus.Serving, reply.Status);
        }

        await DaemonFixture.RefusedAsync(StatusCode.NotFound, "Unknown service: daq.ni_daq.NiDaqService", async () =>
            await lab.Health.CheckAsync(new GrpcHealth.HealthCheckRequest { Service = "daq.ni_daq.NiDaqService" }));
        using var watch = lab.Health.Watch(new GrpcHealth.HealthCheckRequest(), cancellationToken: lab.Limit);
        Assert.True(await watch.ResponseStream.MoveNext(lab.Limit));
        Assert.False(await watch.ResponseStream.MoveNext(lab.Limit));
    }

    [Fact]
    public async Task Daemon_health_lists_modules_and_reported_errors()
    {
        var time = new ManualTime();
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Time = time);
        time.Advance(TimeSpan.FromSeconds(13));
        var modules = (await lab.SystemHealth.GetModuleHealthAsync(new GetModuleHealthRequest())).Modules;
        Assert.Equal(["system_metrics 3", "hardware_registry 3"], modules.Select(module => $"{module.Name} {module.SecondsSinceHeartbeat}"));
        Assert.Equal("Managing 3 devices", modules[1].StatusMessage);
        Assert.Equal(SystemHealthStatus.SystemHealthHealthy, (await HealthAsync()).Status);
        lab.Daemon.ReportHealthError("hardware_registry", "stage lost");
        Assert.Equal(SystemHealthStatus.SystemHealthDegraded, (await HealthAsync()).Status);
        lab.Daemon.ReportHealthError("system_metrics", "out of memory", isCritical: true);
        var health = await HealthAsync();
        Assert.Equal((SystemHealthStatus.SystemHealthCritical, 2u, 1u), (health.Status, health.TotalErrors, health.CriticalErrors));
        var history = await lab.SystemHealth.GetErrorHistoryAsync(
            new GetErrorHistoryRequest { Limit = 2, MinSeverity = ErrorSeverityLevel.ErrorSeverityCritical });
        Assert.Equal("out of memory", Assert.Single(history.Errors).Message);
        using var updates = lab.SystemHealth.StreamHealthUpdates(new StreamHealthUpdatesRequest(), cancellationToken: lab.Limit);
        Assert.True(await updates.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal("out of memory", updates.ResponseStream.Current.LatestError.Message);

        async Task<GetSystemHealthResponse> HealthAsync() => await lab.SystemHealth.GetSystemHealthAsync(new GetSystemHealthRequest());
    }

    [Fact]
    public async Task Power_monitor_reads_warns_and_sums_up()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        var created = await lab.Modules.CreateModuleAsync(new CreateModuleRequest { TypeId = "power_monitor", InstanceName = "watch" });
        var id = created.ModuleId;
        var early = await lab.Modules.StartModuleAsync(new StartModuleRequest { ModuleId = id });
        Assert.StartsWith("No power meter assigned.", early.ErrorMessage, StringComparison.Ordinal);
        var configured = await lab.Modules.ConfigureModuleAsync(new ConfigureModuleRequest
        {
            ModuleId = id,
            Parameters = { ["sample_rate_hz"] = "1000", ["averaging_window_s"] = "0.1", ["high_threshold"] = "0.0001" },
        });
        Assert.Equal("sample_rate_hz clamped to 100", Assert.Single(configured.Warnings));
        var wrong = await lab.Modules.AssignDeviceAsync(new AssignDeviceRequest { ModuleId = id, RoleId = "r", DeviceId = "mock_power_meter" });
        Assert.Equal("Invalid role 'r' for module type 'power_monitor'. Valid roles: power_meter (required)", wrong.ErrorMessage);
        Assert.True((await lab.Modules.AssignDeviceAsync(
            new AssignDeviceRequest { ModuleId = id, RoleId = "power_meter", DeviceId = "mock_power_meter" })).ModuleReady);
        using var data = lab.Modules.StreamModuleData(
            new StreamModuleDataRequest { ModuleId = id, DataTypes = { "statistics" } }, cancellationToken: lab.Limit);
        using var events = lab.Modules.StreamModuleEvents(
            new StreamModuleEventsRequest { ModuleId = id, EventTypes = { "threshold_high" } }, cancellationToken: lab.Limit);
        await data.ResponseHeadersAsync;
        await events.ResponseHeadersAsync;
        using var late = lab.Modules.StreamModuleData(new StreamModuleDataRequest { ModuleId = id });
        await DaemonFixture.RefusedAsync(
            StatusCode.ResourceExhausted, "Data stream already taken for this module", () => late.ResponseStream.MoveNext(lab.Limit));
        Assert.True((await lab.Modules.StartModuleAsync(new StartModuleRequest { ModuleId = id })).Success);
        Assert.True(await data.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal(10, data.ResponseStream.Current.Values["count"]);
        Assert.InRange(data.ResponseStream.Current.Values["mean"], 0.98e-6, 1.02e-6);
        Assert.True(await events.ResponseStream.MoveNext(lab.Limit));
        Assert.Equal(ModuleEventSeverity.Warning, events.ResponseStream.Current.Severity);
        Assert.Equal("Module is already running", (await lab.Modules.StartModuleAsync(new StartModuleRequest { ModuleId = id })).ErrorMessage);
        var refused = await lab.Modules.DeleteModuleAsync(new DeleteModuleRequest { ModuleId = id });
        Assert.Equal("Module is running. Stop it first or use force=true", refused.ErrorMessage);
        Assert.True((await lab.Modules.StopModuleAsync(new StopModuleRequest { ModuleId = id })).EventsEmitted > 0);
        Assert.True((await lab.Modules.DeleteModuleAsync(new DeleteModuleRequest { ModuleId = id })).Success);
        await DaemonFixture.RefusedAsync(StatusCode.NotFound, $"Module not found: {id}", async () =>
            await lab.Modules.GetModuleStatusAsync(new GetModuleStatusRequest { ModuleId = id }));
    }

    [Fact]
    public async Task Tap_file_holds_the_progress_of_scans()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-tap-");
        try
        {
            await using var lab = await DaemonFixture.FaithfulAsync(
                options => (options.RingBufferFolder, options.RingBufferCapacity) = (folder.FullName, 4096));
            var scan = new ScanConfig { Axes = { new AxisConfig { DeviceId = "mock_stage", EndPosition = 1, NumPoints = 500 } } };
            var id = (await lab.Scans.CreateScanAsync(new CreateScanRequest { Config = scan })).ScanId;
            await lab.Scans.StartScanAsync(new StartScanRequest { ScanId = id });
            while ((await lab.Scans.GetScanStatusAsync(new GetScanStatusRequest { ScanId = id })).State != ScanState.ScanCompleted)
            {
            }

            var info = await lab.Storage.GetRingBufferTapInfoAsync(new GetRingBufferTapInfoRequest());
            Assert.Equal((128u + 4096, 4096u, "arrow_ipc", 0xDADADADA00000001), (info.TotalSizeBytes, info.CapacityBytes, info.DataFormat, info.Magic));
            Assert.Equal(1000u, info.WriteEpoch);
            var bytes = await ReadSharedAsync(info.FilePath);
            Assert.Equal(4096 + 128, bytes.Length);
            Assert.Equal(info.WriteHead, BitConverter.ToUInt64(bytes, 16));
            Assert.True(info.WriteHead > 4096, "the buffer has wrapped");
            Assert.Equal(id, LastRecord(bytes, info).ScanId);
            Assert.Equal(499u, LastRecord(bytes, info).PointIndex);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Services_and_methods_a_daemon_lacks_are_unimplemented_without_text()
    {
        await using var lab = await DaemonFixture.FaithfulAsync();
        await DaemonFixture.RefusedAsync(StatusCode.Unimplemented, "", async () => await lab.Plugins.ListPluginsAsync(new ListPluginsRequest()));
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, "Ring buffer not configured", async () =>
            await lab.Storage.GetRingBufferTapInfoAsync(new GetRingBufferTapInfoRequest()));
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    // Records have no index, so look for the one that ends exactly at the head.
    private static ScanProgress LastRecord(byte[] file, RingBufferTapInfo info)
    {
        byte At(ulong position) => file[RingBufferFile.HeaderSize + (int)(position % info.CapacityBytes)];
        for (var length = 1u; length < 200; length++)
        {
            var start = info.WriteHead - length - 4;
            var prefix = At(start) | (At(start + 1) << 8) | (At(start + 2) << 16) | (At(start + 3) << 24);
            if (prefix == length)
            {
                var record = new byte[length];
                for (var index = 0u; index < length; index++)
                {
                    record[index] = At(start + 4 + index);
                }

                return ScanProgress.Parser.ParseFrom(record);
            }
        }

        throw new InvalidDataException("no record ends at the head");
    }
}
