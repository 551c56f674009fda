using System.CommandLine;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk runs</c>: what was measured.</summary>
internal static class RunsCommand
{
    /// <summary>The folder, for every command below.</summary>
    public static readonly Option<string> Folder = new("--folder")
    {
        Description = "Where the journals (.labrun) lie, folders below it too.", DefaultValueFactory = _ => "data", HelpName = "folder", Recursive = true,
    };

    /// <summary>One run, for the commands that need one.</summary>
    public static readonly Argument<string> Run = new("run")
    {
        Description = "'last', a uid or its end (as 'list' shows it), a name (the newest with it), or a .labrun file.", HelpName = "run",
    };

    public static Command Create() => new("runs", """
        Lists, shows, compares, exports, marks and deletes runs: every scan with a journal, also of processes that crashed.

        Exit code: 0 done; 1 no such run, or it cannot be read or changed; 2 wrong use.

        Examples:
          labsdk runs list --where sample=A7 --since 7d
          labsdk runs show last
          labsdk runs export last --output last.csv
        """)
    {
        Folder,
        RunsListCommand.Create(),
        RunsShowCommand.Create(),
        RunsDiffCommand.Create(),
        RunsExportCommand.Create(),
        RunsMarkCommand.Create(),
        RunsDeleteCommand.Create(),
    };

    /// <summary>Adds what a command does, off the thread of the terminal and with errors as one line.</summary>
    public static Command Do(this Command command, Func<ParseResult, Task<int>> action)
    {
        command.SetAction((parsed, interrupted) => NotebookCommands.GuardAsync(parsed, async () =>
        {
            using var scope = Interrupts.Enter(interrupted);
            return await action(parsed).ConfigureAwait(false);
        }));
        return command;
    }

    /// <summary>The catalog of the folder that was given.</summary>
    public static RunCatalog Catalog(ParseResult parsed) => Lab.Runs.In(Text(parsed.GetValue(Folder), "a folder"));

    /// <summary>The run that was named.</summary>
    public static RunRecord Find(ParseResult parsed, string name) =>
        name.EndsWith(".labrun", StringComparison.OrdinalIgnoreCase) ? Lab.Runs.Open(name)
        : name == "last" ? Catalog(parsed).Last
        : Catalog(parsed)[Text(name, "a run")];

    /// <summary>A text that must not be blank.</summary>
    public static string Text(string? text, string what) => string.IsNullOrWhiteSpace(text) ? throw NotebookCommands.Wrong($"Name {what}.") : text;
}
