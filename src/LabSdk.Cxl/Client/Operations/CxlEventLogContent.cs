namespace LabSdk.Cxl;

/// <summary>What was in an event log when it was read.</summary>
/// <param name="Log">The log.</param>
/// <param name="Records">The records, oldest first.</param>
/// <param name="IsOverflowed">True when the log has lost records.</param>
/// <param name="LostRecords">How many; null when none were lost, or the device does not count.</param>
/// <param name="FirstLost">When the first was lost; null when none was, or the device had no time.</param>
/// <param name="LastLost">When the last was lost; null when none was, or the device had no time.</param>
/// <param name="HasMore">True when the log has more records, which this device gives out only after the read ones are cleared.</param>
public sealed record CxlEventLogContent(
    CxlEventLog Log, IReadOnlyList<CxlEventRecord> Records, bool IsOverflowed, int? LostRecords, DateTimeOffset? FirstLost, DateTimeOffset? LastLost, bool HasMore);
