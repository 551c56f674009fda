using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs delete</c>: removes a journal for good.</summary>
internal static class RunsDeleteCommand
{
    private static readonly Option<string?> Confirm = new("--confirm") { Description = "The name or the uid of the run, once more.", HelpName = "name|uid" };

    public static Command Create() => new Command("delete", """
        Deletes the journal of a run: its data is gone for good. The name or uid must be repeated; without that nothing is deleted.

        Example:
          labsdk runs delete 9f3c2a71 --confirm "first scan"
        """)
    {
        RunsCommand.Run, Confirm,
    }.Do(DeleteAsync);

    private static async Task<int> DeleteAsync(ParseResult parsed)
    {
        var run = RunsCommand.Find(parsed, parsed.GetValue(RunsCommand.Run)!);
        run.Delete(parsed.GetValue(Confirm) ?? "");
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"Deleted {run.Path}").ConfigureAwait(false);
        return 0;
    }
}
