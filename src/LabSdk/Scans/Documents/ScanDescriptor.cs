using LabSdk.Data;

namespace LabSdk;

/// <summary>The second document of a run: the columns of its table.</summary>
/// <param name="ScanUid">The run.</param>
/// <param name="Time">When it was made, UTC.</param>
/// <param name="Columns">Name, unit, role and device of each column, in their order.</param>
public sealed record ScanDescriptor(string ScanUid, DateTimeOffset Time, IReadOnlyList<ColumnInfo> Columns) : ScanDocument(ScanUid, Time);
