using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs export</c>: the data of a run as a file.</summary>
internal static class RunsExportCommand
{
    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "File to write; its ending names the form: .csv, .jsonl or .ndjson, .npz. Default: name and uid of the run with .csv, here.", HelpName = "file",
    };

    private static readonly Option<bool> Force = new("--force", "-f") { Description = "Replace the file if it exists." };

    public static Command Create() => new Command("export", """
        Writes the points of a run into a file. The name of the file goes to standard error.

        Examples:
          labsdk runs export last
          labsdk runs export last --output last.npz
        """)
    {
        RunsCommand.Run, Output, Force,
    }.Do(ExportAsync);

    private static async Task<int> ExportAsync(ParseResult parsed)
    {
        var run = RunsCommand.Find(parsed, parsed.GetValue(RunsCommand.Run)!);
        var target = Path.GetFullPath(parsed.GetValue(Output) is { Length: > 0 } output ? output : run.FileStem + ".csv");
        NotebookCommands.RefuseToReplace(target, parsed.GetValue(Force));
        run.Export(target);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(target).ConfigureAwait(false);
        return 0;
    }
}
