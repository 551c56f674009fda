namespace LabSdk;

/// <summary>Conditions under which a scan waits.</summary>
public static class Suspend
{
    /// <summary>
    /// Makes a scan wait while a condition is true: the point under way is cut short, the motors stop, and the scan goes back to its
    /// last checkpoint (see <see cref="ScanPlan.CheckpointEvery"/>) and goes on when the condition has been false long enough.
    /// </summary>
    /// <param name="condition">
    /// True while the scan has to wait, for example <c>() => beam.Read() &lt; 1</c>. Asked before the first point and then beside the
    /// scan, on a pool thread; may make blocking calls. One that throws counts as true: what cannot be told is not fine.
    /// </param>
    /// <param name="resumeAfter">How long it has to be false before the scan goes on, in seconds; at least 0. Default 0.</param>
    /// <param name="every">Time from one look to the next, in seconds; more than 0. Default 0.1.</param>
    /// <param name="reason">What is kept with the run; default: that a condition was met.</param>
    /// <example><code>Scan(stage, 0, 10, 101).Read(power).SuspendOn(Suspend.When(() => beam.Read() &lt; 1, resumeAfter: 5)).Run()</code></example>
    public static ScanSuspender When(Func<bool> condition, double resumeAfter = 0, double every = 0.1, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var interval = PlanTime.NotNegative(PlanTime.FromSeconds(every));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero, nameof(every));
        return new ScanSuspender(condition, PlanTime.NotNegative(PlanTime.FromSeconds(resumeAfter)), interval, reason ?? "the condition of a suspender was met");
    }
}
