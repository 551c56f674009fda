using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs diff</c>: two runs side by side.</summary>
internal static class RunsDiffCommand
{
    private static readonly Argument<string> First = new("a") { Description = "The first run, named as for 'show'.", HelpName = "a" };

    private static readonly Argument<string> Second = new("b") { Description = "The second run.", HelpName = "b" };

    public static Command Create() => new Command("diff", """
        Compares two runs: notes, plan, devices, environment, the numbers of each column, and both curves.

        Example:
          labsdk runs diff "first scan" last
        """)
    {
        First, Second,
    }.Do(DiffAsync);

    private static async Task<int> DiffAsync(ParseResult parsed)
    {
        var diff = RunsCommand.Find(parsed, parsed.GetValue(First)!).Diff(RunsCommand.Find(parsed, parsed.GetValue(Second)!));
        await parsed.InvocationConfiguration.Output.WriteLineAsync(diff.ToString().TrimEnd()).ConfigureAwait(false);
        return 0;
    }
}
