using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Modules: assigning devices, starting and stopping, and the streams that can be taken once.</summary>
internal sealed partial class ModuleServiceHost
{
    public override Task<AssignDeviceResponse> AssignDevice(AssignDeviceRequest request, ServerCallContext context)
    {
        var error = state.Modules.Find(request.ModuleId) switch
        {
            null => Missing(request.ModuleId),
            _ when request.RoleId != PowerMonitor.Role => WrongRole(request.RoleId),
            _ when state.Find(request.DeviceId) is null => $"Device not found: {request.DeviceId}",
            _ => null,
        };
        if (error is null)
        {
            Require(request.ModuleId).Assign(request.DeviceId);
        }

        return Task.FromResult(new AssignDeviceResponse { Success = error is null, ErrorMessage = error ?? "", ModuleReady = error is null });
    }

    public override Task<UnassignDeviceResponse> UnassignDevice(UnassignDeviceRequest request, ServerCallContext context)
    {
        var error = Do(request.ModuleId, module =>
        {
            module.Assign(null);
            return null;
        });
        return Task.FromResult(new UnassignDeviceResponse { Success = error is null, ErrorMessage = error ?? "" });
    }

    public override Task<ListAssignmentsResponse> ListAssignments(ListAssignmentsRequest request, ServerCallContext context)
    {
        var reply = new ListAssignmentsResponse();
        reply.Assignments.AddRange(Assignments(Require(request.ModuleId)));
        return Task.FromResult(reply);
    }

    public override Task<StartModuleResponse> StartModule(StartModuleRequest request, ServerCallContext context)
    {
        var error = Do(request.ModuleId, module => module.Start());
        return Task.FromResult(new StartModuleResponse
        {
            Success = error is null, ErrorMessage = error ?? "", StartTimeNs = error is null ? state.Time.Nanoseconds() : 0,
        });
    }

    public override Task<PauseModuleResponse> PauseModule(PauseModuleRequest request, ServerCallContext context)
    {
        var error = Do(request.ModuleId, module => module.Pause());
        return Task.FromResult(new PauseModuleResponse { Success = error is null, ErrorMessage = error ?? "" });
    }

    public override Task<ResumeModuleResponse> ResumeModule(ResumeModuleRequest request, ServerCallContext context)
    {
        var error = Do(request.ModuleId, module => module.Resume());
        return Task.FromResult(new ResumeModuleResponse { Success = error is null, ErrorMessage = error ?? "" });
    }

    public override Task<StopModuleResponse> StopModule(StopModuleRequest request, ServerCallContext context)
    {
        var before = state.Modules.Find(request.ModuleId)?.Status();
        var error = Do(request.ModuleId, module => module.Stop());
        return Task.FromResult(new StopModuleResponse
        {
            Success = error is null,
            ErrorMessage = error ?? "",
            UptimeNs = before?.UptimeNs ?? 0,
            EventsEmitted = before?.EventsEmitted ?? 0,
        });
    }

    public override async Task StreamModuleEvents(
        StreamModuleEventsRequest request, IServerStreamWriter<ModuleEvent> responseStream, ServerCallContext context)
    {
        var events = Require(request.ModuleId).TakeEvents()
            ?? throw RpcErrors.Error(StatusCode.ResourceExhausted, "Event stream already taken for this module");
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        await foreach (var item in events.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            if (request.EventTypes.Count == 0 || request.EventTypes.Contains(item.EventType))
            {
                await responseStream.WriteAsync(item, context.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override async Task StreamModuleData(
        StreamModuleDataRequest request, IServerStreamWriter<ModuleDataPoint> responseStream, ServerCallContext context)
    {
        var data = Require(request.ModuleId).TakeData()
            ?? throw RpcErrors.Error(StatusCode.ResourceExhausted, "Data stream already taken for this module");
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        await foreach (var item in data.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            if (request.DataTypes.Count == 0 || request.DataTypes.Contains(item.DataType))
            {
                await responseStream.WriteAsync(item, context.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string WrongRole(string role) =>
        $"Invalid role '{role}' for module type '{PowerMonitor.TypeId}'. Valid roles: {PowerMonitor.Role} (required)";

    private string? Do(string id, Func<PowerMonitor, string?> action) =>
        state.Modules.Find(id) is { } module ? action(module) : Missing(id);
}
