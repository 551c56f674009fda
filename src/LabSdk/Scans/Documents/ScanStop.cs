namespace LabSdk;

/// <summary>The last document of a run: how it ended.</summary>
/// <param name="ScanUid">The run.</param>
/// <param name="Time">When it ended, UTC.</param>
/// <param name="ExitStatus">How it ended.</param>
/// <param name="Reason">Why; empty after success.</param>
/// <param name="PointsDone">Number of finished points.</param>
public sealed record ScanStop(string ScanUid, DateTimeOffset Time, ScanExitStatus ExitStatus, string Reason, long PointsDone)
    : ScanDocument(ScanUid, Time);
