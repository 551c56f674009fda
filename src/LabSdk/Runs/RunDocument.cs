namespace LabSdk;

/// <summary>What stands in <c>run.json</c>.</summary>
internal sealed record RunDocument(
    string Uid,
    string Name,
    string Status,
    string? Failure,
    DateTimeOffset Started,
    DateTimeOffset? Stopped,
    bool Simulated,
    IReadOnlyList<string> Endpoints,
    IReadOnlyDictionary<string, object?> Metadata,
    IReadOnlyList<RunDocument.Device> Devices,
    IReadOnlyList<RunDocument.Scan> Scans,
    IReadOnlyList<string> Files)
{
    public static RunDocument Of(LabRun run, Lab lab, IReadOnlyList<string> files) => new(
        run.Uid,
        run.Name,
        run.Status,
        run.Failure,
        run.Started,
        run.Stopped,
        lab.IsSimulated,
        lab.Endpoints,
        run.Metadata,
        [.. run.Devices.Select(Device.Of)],
        [.. run.Scans.Select(Scan.Of)],
        files);

    internal sealed record Device(
        string Id,
        string Name,
        string Driver,
        string Endpoint,
        IReadOnlyList<string> Capabilities,
        bool? Online,
        double? Position,
        double? Reading,
        double? ExposureS,
        IReadOnlyDictionary<string, object?> Parameters,
        string? Error)
    {
        public static Device Of(DeviceSnapshot snapshot) => new(
            snapshot.Description.Id,
            snapshot.Description.Name,
            snapshot.Description.Driver,
            snapshot.Description.Endpoint,
            snapshot.Description.Capabilities,
            snapshot.State?.IsOnline,
            snapshot.State?.Position,
            snapshot.State?.Reading,
            snapshot.State?.Exposure?.TotalSeconds,
            snapshot.Parameters,
            snapshot.Error);
    }

    internal sealed record Scan(
        string Uid, string Name, string Plan, DateTimeOffset Started, DateTimeOffset? Stopped, string Status, string? Reason, long Points, long? PointsPlanned)
    {
        public static Scan Of(ScanResult scan) => new(
            scan.Uid,
            scan.Name,
            scan.Plan.ToString(),
            scan.Started,
            scan.Stopped,
            scan.ExitStatus?.ToString().ToLowerInvariant() ?? "running",
            scan.Reason.Length == 0 ? null : scan.Reason,
            scan.PointsDone,
            scan.PointsTotal);
    }
}
