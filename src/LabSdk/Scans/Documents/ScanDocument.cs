namespace LabSdk;

/// <summary>One message of a run: start, descriptor, point, stop. All are immutable.</summary>
/// <param name="ScanUid">The <see cref="ScanResult.Uid"/> of the run.</param>
/// <param name="Time">When it was made, UTC, by the clock of this computer.</param>
public abstract record ScanDocument(string ScanUid, DateTimeOffset Time);
