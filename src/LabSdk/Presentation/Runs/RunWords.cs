using System.Globalization;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>How runs and their outcomes are said and shown.</summary>
internal static class RunWords
{
    private const int UidLetters = 8;

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

    /// <summary>A time to the second.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The end of a uid, which is enough to find the run: the begin is the time, which neighbours share.</summary>
    public static Cell UidEnd(RunRecord run) => run.Uid.Length == 0 ? Cell.Null : Cell.Code(run.Uid.Length > UidLetters ? run.Uid[^UidLetters..] : run.Uid);
}
