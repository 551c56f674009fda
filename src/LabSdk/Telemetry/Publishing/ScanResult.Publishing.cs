namespace LabSdk;

public sealed partial class ScanResult
{
    /// <summary>Publishes this run as a telemetry session. Blocks until all is stored.</summary>
    /// <param name="telemetry">The broker: <c>lab.Telemetry</c>.</param>
    /// <inheritdoc cref="Telemetry.Publish" path="/returns"/>
    /// <inheritdoc cref="Telemetry.Publish" path="/exception"/>
    public TelemetrySession PublishTo(Telemetry telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        return telemetry.Publish(this);
    }
}
