using Grpc.Core;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests;

internal sealed class ScriptedControl : ControlService.ControlServiceBase
{
    private int _infoCalls;

    public int InfoCalls => Volatile.Read(ref _infoCalls);

    public Func<ServerCallContext, DaemonInfoResponse> OnInfo { get; set; } = _ => new DaemonInfoResponse { Version = "0.1.0", Features = { "networking" }, UptimeSeconds = 3 };

    public Func<UploadRequest, UploadResponse> OnUpload { get; set; } = _ => new UploadResponse { Success = true, ScriptId = "script" };

    public Func<MeasurementRequest, IServerStreamWriter<DataPoint>, ServerCallContext, Task> OnMeasurements { get; set; } = (_, _, _) => Task.CompletedTask;

    public override Task<DaemonInfoResponse> GetDaemonInfo(DaemonInfoRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _infoCalls);
        return Task.FromResult(OnInfo(context));
    }

    public override Task<UploadResponse> UploadScript(UploadRequest request, ServerCallContext context) => Task.FromResult(OnUpload(request));

    public override Task<StopResponse> StopScript(StopRequest request, ServerCallContext context) =>
        Task.FromResult(new StopResponse { Stopped = false, Message = "Cannot stop execution in state: COMPLETED" });

    public override Task<ScriptStatus> GetScriptStatus(StatusRequest request, ServerCallContext context) => request.ExecutionId == "e1"
        ? Task.FromResult(new ScriptStatus { ExecutionId = "e1", ScriptId = "s1", State = "RUNNING", StartTimeNs = 1_000_000_000 })
        : throw ScriptedDaemon.Error(StatusCode.NotFound, "Execution not found");

    public override async Task StreamStatus(StatusRequest request, IServerStreamWriter<SystemStatus> responseStream, ServerCallContext context) =>
        await responseStream.WriteAsync(new SystemStatus { CurrentState = "IDLE", CurrentMemoryUsageMb = 2048, TimestampNs = 1_000_000_000 });

    public override Task StreamMeasurements(MeasurementRequest request, IServerStreamWriter<DataPoint> responseStream, ServerCallContext context) =>
        OnMeasurements(request, responseStream, context);
}
