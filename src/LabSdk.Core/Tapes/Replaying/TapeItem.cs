namespace LabSdk.Tapes;

/// <summary>A record of a call, by its place in the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="Time">When.</param>
/// <param name="Offset">Where its content stands.</param>
/// <param name="Length">How long that is.</param>
internal readonly record struct TapeItem(TapeRecordKind Kind, TapeDirection Direction, TimeSpan Time, long Offset, int Length);
