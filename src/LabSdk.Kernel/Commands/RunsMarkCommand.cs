using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs mark</c>: the user's judgement.</summary>
internal static class RunsMarkCommand
{
    private static readonly Argument<string> Judgement = new Argument<string>("judgement") { Description = "good or bad.", HelpName = "good|bad" }.AcceptOnlyFromAmong("good", "bad");

    private static readonly Option<string> Note = new("--note") { Description = "Why.", DefaultValueFactory = _ => "", HelpName = "text" };

    public static Command Create() => new Command("mark", """
        Marks a run good or bad. It is written into the journal with your name; the last mark counts. No data changes.

        Example:
          labsdk runs mark last bad --note "beam lost"
        """)
    {
        RunsCommand.Run, Judgement, Note,
    }.Do(MarkAsync);

    private static async Task<int> MarkAsync(ParseResult parsed)
    {
        var run = RunsCommand.Find(parsed, parsed.GetValue(RunsCommand.Run)!);
        var note = parsed.GetValue(Note) ?? "";
        _ = parsed.GetValue(Judgement) == "good" ? run.MarkGood(note) : run.MarkBad(note);
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"Marked {parsed.GetValue(Judgement)}: {run.Path}").ConfigureAwait(false);
        return 0;
    }
}
