using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The old scan service.</summary>
internal sealed class ScanServiceHost(DaemonState state) : ScanService.ScanServiceBase
{
    public override Task<CreateScanResponse> CreateScan(CreateScanRequest request, ServerCallContext context)
    {
        var config = request.Config ?? throw RpcErrors.InvalidArgument("Missing scan config");
        if (state.Scans.Refuse(config) is { } reason)
        {
            return Task.FromResult(new CreateScanResponse { ErrorMessage = reason });
        }

        var scan = state.Scans.Create(config);
        return Task.FromResult(new CreateScanResponse { Success = true, ScanId = scan.Id, TotalPoints = scan.TotalPoints });
    }

    public override Task<StartScanResponse> StartScan(StartScanRequest request, ServerCallContext context)
    {
        var scan = Scan(request.ScanId);
        return scan.Start() is { } current
            ? throw Precondition($"Scan is not in CREATED state (current: {current})")
            : Task.FromResult(new StartScanResponse { Success = true, StartTimeNs = state.Time.Nanoseconds() });
    }

    public override Task<PauseScanResponse> PauseScan(PauseScanRequest request, ServerCallContext context)
    {
        var scan = Scan(request.ScanId);
        return scan.Pause()
            ? Task.FromResult(new PauseScanResponse { Success = true, PausedAtPoint = scan.Status().CurrentPoint })
            : throw Precondition("Scan is not running");
    }

    public override Task<ResumeScanResponse> ResumeScan(ResumeScanRequest request, ServerCallContext context) =>
        Scan(request.ScanId).Resume()
            ? Task.FromResult(new ResumeScanResponse { Success = true })
            : throw Precondition("Scan is not paused");

    public override Task<StopScanResponse> StopScan(StopScanRequest request, ServerCallContext context)
    {
        var scan = Scan(request.ScanId);
        scan.Stop(request.EmergencyStop);
        return Task.FromResult(new StopScanResponse { Success = true, PointsCompleted = scan.Status().CurrentPoint });
    }

    public override Task<ScanStatus> GetScanStatus(GetScanStatusRequest request, ServerCallContext context) =>
        Task.FromResult(Scan(request.ScanId).Status());

    public override Task<ListScansResponse> ListScans(ListScansRequest request, ServerCallContext context)
    {
        var reply = new ListScansResponse();
        reply.Scans.AddRange(state.Scans.All.Select(scan => scan.Status())
            .Where(status => !request.HasStateFilter || status.State == request.StateFilter));
        return Task.FromResult(reply);
    }

    public override async Task StreamScanProgress(
        StreamScanProgressRequest request, IServerStreamWriter<ScanProgress> responseStream, ServerCallContext context)
    {
        var progress = Scan(request.ScanId).TakeProgress()
            ?? throw RpcErrors.Error(StatusCode.AlreadyExists, "Progress stream already taken");
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);

        // As in the daemon this never ends by itself: the reader counts points.
        await foreach (var item in progress.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            await responseStream.WriteAsync(item, context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static RpcException Precondition(string text) => RpcErrors.Error(StatusCode.FailedPrecondition, text);

    private SimulatedScan Scan(string id) => state.Scans.Find(id) ?? throw RpcErrors.NotFound($"Scan not found: {id}");
}
