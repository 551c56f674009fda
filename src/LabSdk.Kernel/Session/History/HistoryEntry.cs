namespace LabSdk.Kernel.Session.History;

/// <summary>A cell that was run.</summary>
/// <param name="Session">Number of the session, from 1.</param>
/// <param name="Line">Number of the cell in it, from 1.</param>
/// <param name="Input">The code.</param>
/// <param name="Output">Text of the result; null when there was none or when the session is over.</param>
internal sealed record HistoryEntry(int Session, int Line, string Input, string? Output = null);
