namespace LabSdk;

public sealed partial class RunRecord
{
    /// <summary>
    /// Publishes the run as a telemetry session, as <see cref="ScanResult.PublishTo"/> does: each column of its table is a signal, its points
    /// have the times at which they were measured, its notes are the session's details. Blocks until all is stored.
    /// </summary>
    /// <param name="telemetry">The broker: <c>lab.Telemetry</c>.</param>
    /// <param name="identifier">The session's name; null for the run's.</param>
    /// <param name="dataSource">The data source; null for the default one.</param>
    /// <inheritdoc cref="Telemetry.Publish" path="/returns"/>
    /// <inheritdoc cref="Telemetry.Publish" path="/exception"/>
    /// <example><code>Lab.Runs.Last.PublishTo(lab.Telemetry)</code></example>
    public TelemetrySession PublishTo(Telemetry telemetry, string? identifier = null, string? dataSource = null)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        var subject = SessionSubject.Of(this);
        return telemetry.Lab.Calls.Run(
            telemetry.CallFor($"Publishing the run '{Name}'") with { Timeout = Timeout.InfiniteTimeSpan }, token => telemetry.PublishAsync(subject, identifier, dataSource, token));
    }
}
