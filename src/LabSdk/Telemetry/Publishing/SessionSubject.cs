using LabSdk.Data;

namespace LabSdk;

/// <summary>What a session is made of: a run of this process, or one from its journal.</summary>
/// <param name="Name">The name of the run.</param>
/// <param name="Uid">Its unique id.</param>
/// <param name="Started">When it began.</param>
/// <param name="Plan">The plan in words.</param>
/// <param name="Motors">The ids of what was moved.</param>
/// <param name="Detectors">The ids of what was read.</param>
/// <param name="Metadata">The user's notes.</param>
/// <param name="Data">The table so far.</param>
/// <param name="End">How it ended; null while it runs.</param>
internal sealed record SessionSubject(
    string Name,
    string Uid,
    DateTimeOffset Started,
    string Plan,
    IReadOnlyList<string> Motors,
    IReadOnlyList<string> Detectors,
    IReadOnlyDictionary<string, object?> Metadata,
    Func<DataFrame> Data,
    Func<SessionSubject.Ending?> End)
{
    public static SessionSubject Of(ScanResult scan) => new(
        scan.Name,
        scan.Uid,
        scan.Started,
        scan.Plan.ToString(),
        [.. scan.Motors.Select(motor => motor.Id)],
        [.. scan.Detectors.Select(detector => detector.Id)],
        scan.Metadata,
        () => scan.Data,
        () => scan.ExitStatus is { } status ? new Ending(status.ToString().ToLowerInvariant(), scan.Reason, scan.PointsDone, scan.PointsTotal) : null);

    public static SessionSubject Of(RunRecord run)
    {
        // One look at the file: a run that goes on elsewhere is published as it is now.
        var (data, devices, status) = (run.Data, run.Devices, run.Status);
        return new(
            run.Name,
            run.Uid,
            run.Started,
            run.Plan,
            [.. devices.Where(device => device.IsMotor).Select(device => device.Id)],
            [.. devices.Where(device => !device.IsMotor).Select(device => device.Id)],
            run.Metadata,
            () => data,
            () => new Ending(status, run.Reason, run.PointsDone, run.PointsTotal));
    }

    /// <summary>How a run ended.</summary>
    internal sealed record Ending(string Status, string Reason, long PointsDone, long? PointsTotal);
}
