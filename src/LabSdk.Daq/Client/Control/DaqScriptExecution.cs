using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>A script that runs or has run.</summary>
/// <param name="ExecutionId">The id of this execution.</param>
/// <param name="ScriptId">The script.</param>
/// <param name="State">RUNNING, COMPLETED, ERROR or STOPPED, in the daemon's words.</param>
/// <param name="ErrorMessage">Why it failed; empty when it did not.</param>
/// <param name="Started">When it began, UTC, by the daemon's clock.</param>
/// <param name="Ended">When it ended; null while it runs.</param>
/// <param name="ProgressPercent">0 until the end, then 100: the daemon knows no more.</param>
public sealed record DaqScriptExecution(
    string ExecutionId, string ScriptId, string State, string ErrorMessage, DateTimeOffset Started, DateTimeOffset? Ended, int ProgressPercent)
{
    /// <summary>True while it runs.</summary>
    public bool IsRunning => State is "RUNNING" or "PENDING";

    internal static DaqScriptExecution From(ScriptStatus status) => new(
        status.ExecutionId, status.ScriptId, status.State, status.ErrorMessage, DaqTime.FromNanoseconds(status.StartTimeNs),
        DaqTime.FromNanosecondsOrNone(status.EndTimeNs), (int)Math.Min(status.ProgressPercent, 100));
}

/// <summary>A script that was uploaded.</summary>
/// <param name="ScriptId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uploaded">When, UTC, by the daemon's clock.</param>
/// <param name="Metadata">What was given with it.</param>
public sealed record DaqScript(string ScriptId, string Name, DateTimeOffset Uploaded, IReadOnlyDictionary<string, string> Metadata);
