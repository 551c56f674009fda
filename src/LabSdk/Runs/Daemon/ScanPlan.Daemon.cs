namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>
    /// Lets the daemon run the plan with its own engine, without this computer between the points. Run, Start, the table, the journal,
    /// pause and stop are the same; the read-back column stays empty, because the daemon does not tell it. Points whose documents were
    /// lost on the way are counted in <see cref="ScanResult.MissedPoints"/>.
    /// </summary>
    /// <param name="lab">The lab with the daemon; null (default) for that of the devices. Needed for a plan without devices.</param>
    /// <remarks>The daemon knows <c>Count</c>, <c>Scan</c> of one motor and grids of two, with one detector at most; Run refuses the rest and says why.</remarks>
    /// <example><code>Scan(stage, 0, 100, 11).Read(power).OnDaemon().Run("on the daemon")</code></example>
    public ScanPlan OnDaemon(Lab? lab = null) => this with { Elsewhere = new DaemonChoice(lab) };

    /// <summary>True when the daemon's own engine is to run it, see <see cref="OnDaemon"/>.</summary>
    public bool IsOnDaemon => Elsewhere is not null;

    internal DaemonChoice? Elsewhere { get; private init; }
}
