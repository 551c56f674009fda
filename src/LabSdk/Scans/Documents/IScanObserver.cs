namespace LabSdk;

/// <summary>
/// Watches scans: a live table, a plot, a publisher. Documents arrive in order, one at a time, on a pool thread beside the scan. An
/// observer that falls behind by more than 1,000 points misses points (counted in <see cref="ScanResult.MissedNotifications"/>), never
/// the start, descriptor or stop; one that throws is told nothing more. Neither touches the scan or its data.
/// </summary>
public interface IScanObserver
{
    /// <summary>Gets one document.</summary>
    /// <param name="document">A <see cref="ScanStart"/>, <see cref="ScanDescriptor"/>, <see cref="ScanPoint"/>, <see cref="ScanChange"/> or <see cref="ScanStop"/>.</param>
    /// <param name="scan">The run it belongs to; its data can be read at any time.</param>
    void OnDocument(ScanDocument document, ScanResult scan);
}
