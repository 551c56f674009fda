using Grpc.Core;
using LabSdk.Daq.Wire;
using LabSdk.Grpc.Server;

namespace LabSdk.Daq.Tests;

/// <summary>The smaller services, each with what a test needs.</summary>
internal sealed class ScriptedServices
{
    public ScriptedPresets Presets { get; } = new();

    public ScriptedScans Scans { get; } = new();

    public ScriptedModules Modules { get; } = new();

    public ScriptedStorage Storage { get; } = new();

    public void AddTo(GrpcServerOptions options)
    {
        options.AddService(binder => PresetService.BindService(binder, Presets));
        options.AddService(binder => ScanService.BindService(binder, Scans));
        options.AddService(binder => ModuleService.BindService(binder, Modules));
        options.AddService(binder => StorageService.BindService(binder, Storage));
    }

    internal sealed class ScriptedPresets : PresetService.PresetServiceBase
    {
        public string LoadMessage { get; set; } = "Applied 2 device configurations";

        public Dictionary<string, string> Settings { get; } = new() { ["mock_camera"] = "{\"exposure_ms\": 50}", ["mock_stage"] = "{\"position\": 5.0}" };

        public SavePresetRequest? Saved { get; private set; }

        public override Task<Preset> GetPreset(GetPresetRequest request, ServerCallContext context)
        {
            var preset = new Preset { Meta = new PresetMetadata { PresetId = request.PresetId, Name = "P" } };
            preset.DeviceConfigsJson.Add(Settings);
            return request.PresetId == "gone" ? throw ScriptedDaemon.Error(StatusCode.NotFound, "Preset 'gone' not found") : Task.FromResult(preset);
        }

        public override Task<LoadPresetResponse> LoadPreset(LoadPresetRequest request, ServerCallContext context) =>
            Task.FromResult(new LoadPresetResponse { Applied = true, Message = LoadMessage });

        public override Task<SavePresetResponse> SavePreset(SavePresetRequest request, ServerCallContext context)
        {
            Saved = request;
            return Task.FromResult(request.Overwrite ? new SavePresetResponse { Saved = true } : new SavePresetResponse { Message = "Preset 'a' already exists" });
        }
    }

    internal sealed class ScriptedScans : ScanService.ScanServiceBase
    {
        private int _taken;

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task<CreateScanResponse> CreateScan(CreateScanRequest request, ServerCallContext context) => Task.FromResult(
            request.Config.Axes.Count == 0
                ? new CreateScanResponse { ErrorMessage = "Scan must have at least one axis" }
                : new CreateScanResponse { Success = true, ScanId = "scan-1", TotalPoints = 3 });

        public override Task<StartScanResponse> StartScan(StartScanRequest request, ServerCallContext context)
        {
            Started.TrySetResult();
            return Task.FromResult(new StartScanResponse { Success = true, StartTimeNs = 1_000_000_000 });
        }

        public override async Task StreamScanProgress(StreamScanProgressRequest request, IServerStreamWriter<ScanProgress> responseStream, ServerCallContext context)
        {
            if (Interlocked.Increment(ref _taken) > 1)
            {
                throw ScriptedDaemon.Error(StatusCode.AlreadyExists, "Progress stream already taken");
            }

            await Started.Task;
            for (uint i = 0; i < 3; i++)
            {
                await responseStream.WriteAsync(new ScanProgress { ScanId = request.ScanId, PointIndex = i, TotalPoints = 3 });
            }

            // The daemon never ends this stream.
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
    }

    internal sealed class ScriptedModules : ModuleService.ModuleServiceBase
    {
        private int _taken;

        public override Task<StartModuleResponse> StartModule(StartModuleRequest request, ServerCallContext context) =>
            Task.FromResult(new StartModuleResponse { Success = true });

        public override async Task StreamModuleEvents(StreamModuleEventsRequest request, IServerStreamWriter<ModuleEvent> responseStream, ServerCallContext context)
        {
            if (Interlocked.Increment(ref _taken) > 1)
            {
                throw ScriptedDaemon.Error(StatusCode.ResourceExhausted, "Event stream already taken for this module");
            }

            await responseStream.WriteAsync(new ModuleEvent { ModuleId = request.ModuleId, EventType = "state_change", Message = "running" });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        public override Task<CreateModuleResponse> CreateModule(CreateModuleRequest request, ServerCallContext context) =>
            Task.FromResult(new CreateModuleResponse { ErrorMessage = $"Unknown module type: {request.TypeId}" });
    }

    internal sealed class ScriptedStorage : StorageService.StorageServiceBase
    {
        public string RingPath { get; set; } = "";

        public override Task<RingBufferTapInfo> GetRingBufferTapInfo(GetRingBufferTapInfoRequest request, ServerCallContext context) => RingPath.Length == 0
            ? throw ScriptedDaemon.Error(StatusCode.Unavailable, "Ring buffer not configured")
            : Task.FromResult(new RingBufferTapInfo { FilePath = RingPath });

        public override Task<StartRecordingResponse> StartRecording(StartRecordingRequest request, ServerCallContext context) =>
            Task.FromResult(new StartRecordingResponse { ErrorMessage = "Recording already in progress" });
    }
}
