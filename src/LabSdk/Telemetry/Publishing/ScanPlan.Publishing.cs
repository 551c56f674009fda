namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>
    /// Publishes each run of this plan as a telemetry session, point by point while it runs: each column is a signal, notes are details.
    /// It never slows the scan, and a broker that is away does not fail it; see <see cref="ScanResult.ObserverErrors"/>.
    /// </summary>
    /// <param name="telemetry">The broker: <c>lab.Telemetry</c>.</param>
    /// <param name="identifier">The session's name; null for the run's.</param>
    /// <param name="dataSource">The data source; null for the default one.</param>
    /// <example><code>Scan(stage, 0, 100, 11).Read(power).PublishTo(lab.Telemetry).Run("Run 7")</code></example>
    public ScanPlan PublishTo(Telemetry telemetry, string? identifier = null, string? dataSource = null)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        return Observe(new ScanPublisher(telemetry, identifier, dataSource));
    }
}
