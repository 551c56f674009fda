namespace LabSdk;

/// <summary>Something that happened on the way of a run: it paused, was suspended, went on, or tried a point again.</summary>
/// <param name="ScanUid">The run.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="State">What the run is doing from now on.</param>
/// <param name="Reason">Why; empty when nobody gave a reason.</param>
/// <param name="RowCount">How many rows of the table stay; fewer than before when points are measured again.</param>
public sealed record ScanChange(string ScanUid, DateTimeOffset Time, ScanRunState State, string Reason, int RowCount) : ScanDocument(ScanUid, Time);
