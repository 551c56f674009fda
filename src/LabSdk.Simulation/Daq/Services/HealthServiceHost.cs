using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The daemon's own health service.</summary>
internal sealed class HealthServiceHost(DaemonState state) : HealthService.HealthServiceBase
{
    private const int DefaultHistory = 100;
    private const uint DefaultIntervalMs = 5000;

    public override Task<GetSystemHealthResponse> GetSystemHealth(GetSystemHealthRequest request, ServerCallContext context)
    {
        var modules = Modules();
        var healthy = modules.Count(module => module.IsHealthy);
        var errors = state.Health.Errors;
        return Task.FromResult(new GetSystemHealthResponse
        {
            Status = state.Health.Status(),
            TotalModules = (uint)modules.Count,
            HealthyModules = (uint)healthy,
            UnhealthyModules = (uint)(modules.Count - healthy),
            TotalErrors = (uint)errors.Count,
            CriticalErrors = (uint)errors.Count(error => error.Severity == ErrorSeverityLevel.ErrorSeverityCritical),
            TimestampNs = state.Time.Nanoseconds(),
        });
    }

    public override Task<GetModuleHealthResponse> GetModuleHealth(GetModuleHealthRequest request, ServerCallContext context)
    {
        var reply = new GetModuleHealthResponse { TimestampNs = state.Time.Nanoseconds() };
        reply.Modules.AddRange(Modules());
        return Task.FromResult(reply);
    }

    public override Task<GetErrorHistoryResponse> GetErrorHistory(GetErrorHistoryRequest request, ServerCallContext context)
    {
        var errors = state.Health.Errors;
        var limit = request.Limit == 0 ? DefaultHistory : (int)Math.Min(request.Limit, int.MaxValue);
        var reply = new GetErrorHistoryResponse { TotalErrorCount = (uint)errors.Count, TimestampNs = state.Time.Nanoseconds() };

        // The severity is looked at after the limit was applied.
        reply.Errors.AddRange(errors
            .Where(error => !request.HasModuleName || error.ModuleName == request.ModuleName)
            .Take(limit)
            .Where(error => !request.HasMinSeverity || error.Severity >= request.MinSeverity));
        return Task.FromResult(reply);
    }

    public override async Task StreamHealthUpdates(
        StreamHealthUpdatesRequest request, IServerStreamWriter<HealthUpdate> responseStream, ServerCallContext context)
    {
        var interval = TimeSpan.FromMilliseconds(request.UpdateIntervalMs == 0 ? DefaultIntervalMs : request.UpdateIntervalMs);
        await foreach (var _ in Ticker.EveryAsync(interval, state.Time, context.CancellationToken).ConfigureAwait(false))
        {
            var update = new HealthUpdate { SystemStatus = state.Health.Status(), TimestampNs = state.Time.Nanoseconds() };
            update.Modules.AddRange(Modules());
            if (state.Health.Errors is [var latest, ..])
            {
                update.LatestError = latest;
            }

            await responseStream.WriteAsync(update, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private List<ModuleHealthStatus> Modules() => [.. state.Health.Modules(state.Devices.Count)];
}
