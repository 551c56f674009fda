namespace LabSdk.Tapes;

/// <summary>What every record of a tape begins with.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="Link">The link, 0 for the tape itself.</param>
/// <param name="Call">The call of the link, 0 for the link itself.</param>
/// <param name="Time">Since the lab was connected.</param>
internal readonly record struct TapeRecordHead(TapeRecordKind Kind, TapeDirection Direction, ushort Link, uint Call, TimeSpan Time);
