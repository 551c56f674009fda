using System.Collections.Immutable;

namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>
    /// Makes the scan wait while conditions are true, for example while the beam is lost. The conditions are in the plan: a run that
    /// goes on later watches them too.
    /// </summary>
    /// <param name="suspenders">The conditions, see <see cref="Suspend.When"/>.</param>
    public ScanPlan SuspendOn(params IReadOnlyList<ScanSuspender> suspenders)
    {
        ArgumentNullException.ThrowIfNull(suspenders);
        return this with { Suspenders = [.. Suspenders, .. suspenders] };
    }

    /// <summary>
    /// Sets how many points belong together: after a suspension, or a pause in the middle of a point, all points since the last
    /// checkpoint are measured again. Their first rows leave the table and stay in the journal. Default without this call: 1, only the
    /// point that was cut short. Changes nothing for time series, whose times do not come again.
    /// </summary>
    /// <param name="points">For example the points of one line of a map; at least 1.</param>
    public ScanPlan CheckpointEvery(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        return this with { PointsPerCheckpoint = points };
    }

    /// <summary>
    /// Lets the first interrupt (Ctrl+C, stopping the cell) pause the scan instead of ending it: the point under way ends, or is cut
    /// short after 0.8 s, and <see cref="ScanPausedException"/> gives control back; <see cref="ScanResult.Resume"/> goes on. A second
    /// interrupt in between stops the motors and ends the scan. Default without this call: the first interrupt ends it.
    /// </summary>
    /// <param name="on">False to end at the first interrupt.</param>
    public ScanPlan PauseOnInterrupt(bool on = true) => this with { PausesOnInterrupt = on };

    /// <summary>
    /// Tries a point again when the connection to a device was lost in it, instead of ending the scan. Moves are sent as absolute
    /// targets, also those of relative scans, so none is made twice. Counted in <see cref="ScanResult.Retries"/>.
    /// </summary>
    /// <param name="attempts">How often one point is tried again; at least 0. Default 10.</param>
    /// <param name="wait">The wait before the first try, in seconds; doubled each time, at most 8. Default 0.25.</param>
    public ScanPlan RetryOnReconnect(int attempts = 10, double wait = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempts);
        return this with { PointRetry = new RetryPolicy(attempts, PlanTime.NotNegative(PlanTime.FromSeconds(wait))) };
    }

    internal ImmutableArray<ScanSuspender> Suspenders { get; private init; } = [];

    internal int PointsPerCheckpoint { get; private init; } = 1;

    internal bool PausesOnInterrupt { get; private init; }

    internal RetryPolicy PointRetry { get; private init; } = RetryPolicy.None;
}
