using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>
/// Runs the C# cells of a notebook one after the other, without any front end, and stores their outputs as Jupyter would.
/// </summary>
public sealed class NotebookRunner
{
    private readonly IScriptEngine _engine;
    private readonly RunOptions _options;
    private readonly IRunOutput _output;
    private readonly TimeProvider _time;

    /// <summary>Creates a runner.</summary>
    /// <param name="engine">The session that the cells run in; stays open.</param>
    /// <param name="options">How to run; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public NotebookRunner(IScriptEngine engine, RunOptions? options = null, TimeProvider? time = null)
        : this(engine, options ?? new RunOptions(), new NotebookRunOutput(), time ?? TimeProvider.System)
    {
    }

    internal NotebookRunner(IScriptEngine engine, RunOptions options, IRunOutput output, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        _options = options;
        _output = output;
        _time = time;
    }

    /// <summary>Runs a notebook.</summary>
    /// <param name="document">The notebook. Old outputs of the cells that are run fall away.</param>
    /// <param name="progress">Follows the run; may be null.</param>
    /// <param name="cancellationToken">Interrupts the running cell and ends the run; the outputs so far are in the result.</param>
    /// <exception cref="LabConfigurationException">A parameter is unknown or does not fit; nothing was run.</exception>
    public async Task<NotebookRun> RunAsync(NotebookDocument document, IRunProgress? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        var started = _time.GetTimestamp();
        var run = new RunState(RunParameters.Apply(document, _options.Parameters), _output, _options.IsDeterministic);
        if (_options.Arguments is { } arguments)
        {
            await RunHiddenAsync(ScriptArguments.Declare(arguments), cancellationToken).ConfigureAwait(false);
        }

        var status = RunStatus.Ok;
        var count = run.Document.Cells.Count;
        for (var i = 0; i < count && status == RunStatus.Ok; i++)
        {
            if (run.Document.Cells[i] is not { Kind: NotebookCellKind.Code } cell || string.IsNullOrWhiteSpace(cell.Source))
            {
                continue;
            }

            var title = CellTitle.Of(cell.Body);
            progress?.Started(i + 1, count, title);
            var done = await RunAsync(run, i, cell, title, cancellationToken).ConfigureAwait(false);
            run.Cells.Add(done);
            status = done.Status is RunStatus.Skipped || (done.Status == RunStatus.Error && IsAllowed(cell)) ? RunStatus.Ok : done.Status;
            if (progress is not null)
            {
                await progress.EndedAsync(done, count, run.Snapshot, cancellationToken).ConfigureAwait(false);
            }
        }

        return new NotebookRun(run.Snapshot(), status, run.Cells, _time.GetElapsedTime(started));
    }

    private async Task<CellRun> RunAsync(RunState run, int index, NotebookCell cell, string title, CancellationToken cancellationToken)
    {
        if (cell.Tags.Contains(CellTags.SkipExecution))
        {
            return new CellRun(index + 1, title, RunStatus.Skipped, TimeSpan.Zero, Note: $"skipped by its tag '{CellTags.SkipExecution}'");
        }

        if (cell.Language != KernelNames.CSharp)
        {
            return ShowText(run, index, cell)
                ? new CellRun(index + 1, title, RunStatus.Ok, TimeSpan.Zero)
                : new CellRun(index + 1, title, RunStatus.Skipped, TimeSpan.Zero, Note: $"skipped: its language is {cell.Language}, not C#");
        }

        var started = _time.GetUtcNow();
        var output = run.Begin(index);
        var request = new CellRequest(cell.Body, output) { Name = FormattableString.Invariant($"cell {run.ExecutionCount}") };
        var (result, status) = await ExecuteAsync(request, cancellationToken).ConfigureAwait(false);
        var error = status == RunStatus.TimedOut ? TimeoutError(result.Error) : result.Error;
        if (error is not null)
        {
            _output.Fail(output, error);
        }

        run.End(index, started, _time.GetUtcNow());
        return new CellRun(index + 1, title, status, result.Elapsed, error);
    }

    private async Task<(CellResult Result, RunStatus Status)> ExecuteAsync(CellRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.CellTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        CellResult result;
        try
        {
            // The engine answers an interrupt within seconds, also when the cell hangs in native code.
            result = await _engine.ExecuteAsync(request, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            result = new CellResult(CellStatus.Interrupted, default, new CellError("KeyboardInterrupt", "The cell was interrupted.", ["The cell was interrupted."]));
        }

        return (result, result.Status switch
        {
            CellStatus.Ok => RunStatus.Ok,
            CellStatus.Interrupted when limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested => RunStatus.TimedOut,
            CellStatus.Interrupted => RunStatus.Interrupted,
            _ => RunStatus.Error,
        });
    }

    private async Task RunHiddenAsync(string code, CancellationToken cancellationToken)
    {
        var result = await _engine.ExecuteAsync(new CellRequest(code, new CollectedOutput(0)) { Name = "arguments" }, cancellationToken).ConfigureAwait(false);
        if (result.Error is { } error)
        {
            throw new InvalidOperationException($"The arguments cannot be declared: {error.Message}");
        }
    }

    // Cells that only hold something to show need no language.
    private static bool ShowText(RunState run, int index, NotebookCell cell)
    {
        var type = cell.Language switch { KernelNames.Html => "text/html", KernelNames.Markdown => "text/markdown", _ => null };
        if (type is null)
        {
            return false;
        }

        run.Show(index, new DataOutput(new JsonObject { [type] = cell.Body, ["text/plain"] = cell.Body }));
        return true;
    }

    private bool IsAllowed(NotebookCell cell) => _options.AllowErrors || cell.Tags.Contains(CellTags.RaisesException);

    private CellError TimeoutError(CellError? interrupt)
    {
        var message = FormattableString.Invariant($"The cell did not end within {_options.CellTimeout.TotalSeconds:0.###} s and was stopped.");
        return new CellError("CellTimeoutError", message, [message, "Give it more time with --timeout SECONDS.", .. interrupt?.Traceback.Skip(1) ?? []]);
    }
}
