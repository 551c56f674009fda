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

    private static readonly Option<string?> To = new("--to")
    {
        Description = "Telemetry broker (odp://host:9092) to publish the run to as a session, instead of a file.", HelpName = "broker",
    };

    public static Command Create() => new Command("export", """
        Writes the points of a run into a file, or publishes it as a telemetry session. The name of the file or session goes to standard
        error.

        Examples:
          labsdk runs export last
          labsdk runs export last --output last.npz
          labsdk runs export last --to odp://localhost:9092
        """)
    {
        RunsCommand.Run, Output, Force, To,
    }.Do(ExportAsync);

    private static async Task<int> ExportAsync(ParseResult parsed)
    {
        var run = RunsCommand.Find(parsed, parsed.GetValue(RunsCommand.Run)!);
        if (parsed.GetValue(To) is { Length: > 0 } broker)
        {
            if (parsed.GetValue(Output) is { Length: > 0 })
            {
                throw NotebookCommands.Wrong("Give --output for a file or --to for a broker, not both.");
            }

            var lab = await Lab.ConnectAsync(broker).ConfigureAwait(false);
            await using var closing = lab.ConfigureAwait(false);
            var session = run.PublishTo(lab.Telemetry);
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{broker}: session '{session.Identifier}'").ConfigureAwait(false);
            return 0;
        }

        var target = Path.GetFullPath(parsed.GetValue(Output) is { Length: > 0 } output ? output : run.FileStem + ".csv");
        NotebookCommands.RefuseToReplace(target, parsed.GetValue(Force));
        run.Export(target);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(target).ConfigureAwait(false);
        return 0;
    }
}
