using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire.GrpcHealth;

/// <summary>The standard health service as the daemon fills it.</summary>
internal sealed class GrpcHealthHost : Health.HealthBase
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "", "daq.ControlService", "daq.HardwareService", "daq.ModuleService", "daq.ScanService", "daq.PresetService",
        "daq.StorageService", "daq.RunEngineService", "daq.HealthService",
    };

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        Known.Contains(request.Service)
            ? Task.FromResult(Serving())
            : throw RpcErrors.NotFound($"Unknown service: {request.Service}");

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var reply = Known.Contains(request.Service)
            ? Serving()
            : new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.ServiceUnknown };
        await responseStream.WriteAsync(reply, context.CancellationToken).ConfigureAwait(false);

        // A watch of the whole daemon ends after its first answer, the others last until the client leaves.
        if (request.Service.Length > 0)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static HealthCheckResponse Serving() => new() { Status = HealthCheckResponse.Types.ServingStatus.Serving };
}
