using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>How outcomes are said and shown.</summary>
internal static class RunWords
{
    public static string Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Success => "success",
        RunOutcome.Fail => "failed",
        RunOutcome.Abort => "interrupted",
        RunOutcome.Stopped => "stopped",
        RunOutcome.Running => "running",
        RunOutcome.Lost => "process lost",
        RunOutcome.Unreadable => "unreadable",
        _ => "open elsewhere",
    };

    public static State StateOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Success => State.Ok,
        RunOutcome.Abort or RunOutcome.Stopped => State.Warn,
        RunOutcome.Fail or RunOutcome.Lost or RunOutcome.Unreadable => State.Fault,
        _ => State.Unknown,
    };
}
