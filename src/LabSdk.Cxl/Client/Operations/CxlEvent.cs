namespace LabSdk.Cxl;

/// <summary>A record of an event log, as it comes from a stream of several logs.</summary>
/// <param name="Log">The log.</param>
/// <param name="Record">The record.</param>
public readonly record struct CxlEvent(CxlEventLog Log, CxlEventRecord Record);
