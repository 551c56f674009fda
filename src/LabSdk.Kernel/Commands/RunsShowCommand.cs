using System.CommandLine;
using System.Text.Json;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs show</c>: one run.</summary>
internal static class RunsShowCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object, with notes, devices and environment." };

    public static Command Create() => new Command("show", """
        Shows a run: how it ended, notes, plot, first and last points, devices, where it was measured.

        Examples:
          labsdk runs show last
          labsdk runs show 9f3c2a71 --json
          labsdk runs show data/20260504T030201Z_first-scan_9f3c2a71.labrun
        """)
    {
        RunsCommand.Run, Json,
    }.Do(ShowAsync);

    private static async Task<int> ShowAsync(ParseResult parsed)
    {
        var run = RunsCommand.Find(parsed, parsed.GetValue(RunsCommand.Run)!);
        var text = parsed.GetValue(Json) ? JsonSerializer.Serialize(RunsLine.Whole(run), RunsLine.Options) : run.ToMimeBundle().PlainText.TrimEnd();
        await parsed.InvocationConfiguration.Output.WriteLineAsync(text).ConfigureAwait(false);
        return run.Outcome == RunOutcome.Unreadable ? 1 : 0;
    }
}
