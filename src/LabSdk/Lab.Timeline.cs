namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>
    /// Lays records of any family on one clock: scans, telemetry signals, exchanges with a gateway, chunks and messages of a diagnostic
    /// device. Asks nobody.
    /// </summary>
    /// <param name="parts">The records, for example <c>scan, lab.Fleet().History, chunks</c>.</param>
    /// <exception cref="LabConfigurationException">A record does not tell its times.</exception>
    public Timeline Timeline(params IEnumerable<ITimelinePart> parts) => LabSdk.Timeline.Of(parts).Marked(IsSimulated);
}
