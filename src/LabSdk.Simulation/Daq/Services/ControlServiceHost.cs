using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Daemon information and scripts.</summary>
internal sealed partial class ControlServiceHost(DaemonState state) : ControlService.ControlServiceBase
{
    public override Task<DaemonInfoResponse> GetDaemonInfo(DaemonInfoRequest request, ServerCallContext context)
    {
        var reply = new DaemonInfoResponse
        {
            Version = "0.1.0",
            UptimeSeconds = (ulong)(state.Time.GetUtcNow() - state.StartedAt).TotalSeconds,
        };
        reply.Features.Add("networking");

        // A constant of the daemon: it names these two whatever is registered.
        reply.AvailableHardware.Add(["MockStage", "MockCamera"]);
        return Task.FromResult(reply);
    }

    public override Task<UploadResponse> UploadScript(UploadRequest request, ServerCallContext context)
    {
        if (ScriptStore.Refuse(request.ScriptContent) is { } reason)
        {
            return Task.FromResult(new UploadResponse { ErrorMessage = reason });
        }

        var script = state.Scripts.Add(request.Name, request.ScriptContent, new Dictionary<string, string>(request.Metadata));
        return Task.FromResult(new UploadResponse { ScriptId = script.Id, Success = true });
    }

    public override Task<StartResponse> StartScript(StartRequest request, ServerCallContext context)
    {
        var execution = state.Scripts.Start(request.ScriptId) ?? throw RpcErrors.NotFound("Script not found");
        return Task.FromResult(new StartResponse { Started = true, ExecutionId = execution.Id });
    }

    public override Task<StopResponse> StopScript(StopRequest request, ServerCallContext context)
    {
        var execution = Execution(request.ExecutionId);
        var before = execution.State;
        var stopped = execution.Stop();
        var message = !stopped ? $"Cannot stop execution in state: {before}"
            : request.Force ? "Script execution forcefully stopped" : "Script execution stopped";
        return Task.FromResult(new StopResponse { Stopped = stopped, Message = message });
    }

    public override Task<ScriptStatus> GetScriptStatus(StatusRequest request, ServerCallContext context) =>
        Task.FromResult(Status(Execution(request.ExecutionId)));

    public override Task<ListScriptsResponse> ListScripts(ListScriptsRequest request, ServerCallContext context)
    {
        var reply = new ListScriptsResponse();
        foreach (var script in state.Scripts.Scripts)
        {
            var info = new ScriptInfo { ScriptId = script.Id, Name = script.Name, UploadTimeNs = script.UploadedNs };
            info.Metadata.Add(script.Metadata.ToDictionary());
            reply.Scripts.Add(info);
        }

        return Task.FromResult(reply);
    }

    public override Task<ListExecutionsResponse> ListExecutions(ListExecutionsRequest request, ServerCallContext context)
    {
        var reply = new ListExecutionsResponse();
        reply.Executions.AddRange(state.Scripts.Executions.Select(Status).Where(status =>
            (!request.HasScriptId || status.ScriptId == request.ScriptId) && (!request.HasState || status.State == request.State)));
        return Task.FromResult(reply);
    }

    private static ScriptStatus Status(ScriptExecution execution)
    {
        var running = execution.State == "RUNNING";
        return new ScriptStatus
        {
            ExecutionId = execution.Id,
            ScriptId = execution.ScriptId,
            State = execution.State,
            StartTimeNs = execution.StartedNs,
            EndTimeNs = execution.EndedNs,
            ProgressPercent = running ? 0u : 100u,
        };
    }

    private ScriptExecution Execution(string id) =>
        state.Scripts.FindExecution(id) ?? throw RpcErrors.NotFound("Execution not found");
}
