using System.CommandLine;
using System.Globalization;
using LabSdk.Kernel.Sessions;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary><c>labsdk run</c>: runs a notebook or script without a front end.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> File = new("file") { Description = "Notebook or script: .ipynb, .dib, .md, .csx, .cs.", HelpName = "file" };

    private static readonly Argument<string[]> Arguments = new("arguments")
    {
        Description = "Arguments of a script, which it sees as 'args'; after -- when they begin with a dash.", Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "Where the notebook with its outputs is written: .ipynb, or .html or .md to read. Default for an .ipynb: NAME.executed.ipynb; for the others nothing is written.",
        HelpName = "file",
    };

    private static readonly Option<string[]> Parameters = new("--param", "-p")
    {
        Description = "Another value for a variable of the cell tagged 'parameters'; may be given several times.", HelpName = "name=value",
    };

    private static readonly Option<double> Limit = new("--timeout")
    {
        Description = "Longest time for one cell; 0 for no limit.", DefaultValueFactory = _ => 600, HelpName = "seconds",
    };

    private static readonly Option<bool> AllowErrors = new("--allow-errors") { Description = "Go on after a cell that failed." };

    private static readonly Option<bool> NoNetwork = new("--no-network") { Description = "Take packages from the cache only." };

    private static readonly Option<bool> Deterministic = new("--deterministic")
    {
        Description = "Store no times and number generated ids, so that two runs can be compared.",
    };

    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "No progress, only errors." };

    public static Command Create()
    {
        var command = new Command("run", """
            Runs a notebook or script from top to bottom, without Jupyter and without Python.

            The outputs of a Jupyter notebook go into a copy of it; those of scripts and text notebooks to this terminal.
            The copy is written in any case, also when a cell fails. Progress and errors go to standard error.

            Exit code: 0 all cells ran; 1 a cell failed; 2 wrong use; 124 a cell took too long.

            Examples:
              labsdk run notebook.ipynb
              labsdk run notebook.ipynb --output night.html --param steps=101 --param sample="wafer 7"
              labsdk run script.csx first second
            """)
        {
            File, Arguments, Output, Parameters, Limit, AllowErrors, NoNetwork, Deterministic, Quiet,
        };
        command.SetAction((parsed, interrupted) => NotebookCommands.GuardAsync(parsed, () => RunAsync(parsed, interrupted)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        // Taken now: while a session lives, the console of the process belongs to its cells.
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var path = parsed.GetValue(File)!;
        var document = await NotebookFile.LoadAsync(path, interrupted).ConfigureAwait(false);
        var format = NotebookFormats.FromPath(path);
        var target = RunTarget.For(path, format, parsed.GetValue(Output));
        var options = Options(parsed, format);
        var toTerminal = format != NotebookFormat.Ipynb;
        AppContext.SetData(RunSource.HostKey, Path.GetFullPath(path));
        using var folder = new WorkingFolder(path, format);
        var session = LabSession.Options(Path.GetDirectoryName(Path.GetFullPath(path)), !parsed.GetValue(NoNetwork));
        var engine = await LabSession.StartAsync(session).ConfigureAwait(false);
        await using var scope = engine.ConfigureAwait(false);
        IRunOutput sink = toTerminal ? new TerminalRunOutput(output, error, TerminalInfo.IsTerminal(output)) : new NotebookRunOutput();
        var progress = new RunProgress(error, target, isQuiet: parsed.GetValue(Quiet) || (toTerminal && target is null), showsErrors: !toTerminal);
        var run = await new NotebookRunner(engine, options, sink, TimeProvider.System).RunAsync(document, progress, interrupted).ConfigureAwait(false);
        if (target is not null)
        {
            await target.WriteAsync(run.Document, CancellationToken.None).ConfigureAwait(false);
        }

        await progress.FinishAsync(run).ConfigureAwait(false);
        return run.Status switch { RunStatus.Ok => 0, RunStatus.TimedOut => 124, _ => 1 };
    }

    private static RunOptions Options(ParseResult parsed, NotebookFormat format)
    {
        var seconds = parsed.GetValue(Limit);
        return new RunOptions
        {
            CellTimeout = seconds switch
            {
                0 => Timeout.InfiniteTimeSpan,
                > 0 and < 1e6 => TimeSpan.FromSeconds(seconds),
                _ => throw NotebookCommands.Wrong(string.Create(CultureInfo.InvariantCulture, $"The time limit {seconds} is not usable: give seconds above 0, or 0 for no limit.")),
            },
            AllowErrors = parsed.GetValue(AllowErrors),
            IsDeterministic = parsed.GetValue(Deterministic),
            Parameters = Pairs(parsed.GetValue(Parameters) ?? []),
            Arguments = format is NotebookFormat.Cs or NotebookFormat.Csx ? parsed.GetValue(Arguments) ?? []
                : parsed.GetValue(Arguments) is [['-', ..] option, ..] ? throw NotebookCommands.Wrong($"'{option}' is no option of this command; see labsdk run --help.")
                : parsed.GetValue(Arguments) is { Length: > 0 } ? throw NotebookCommands.Wrong("A notebook takes no arguments: use --param name=value.")
                : null,
        };
    }

    private static Dictionary<string, string> Pairs(string[] pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var parts = pair.Split('=', 2);
            values[parts[0].Trim()] = parts.Length == 2 && parts[0].Trim().Length > 0 ? parts[1] : throw NotebookCommands.Wrong($"'{pair}' is no parameter: write --param name=value.");
        }

        return values;
    }
}
