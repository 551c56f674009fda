using System.Globalization;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary>Writes a line for each cell, and now and then the notebook, so that little is lost when the process is killed.</summary>
internal sealed class RunProgress(TextWriter error, RunTarget? target, bool isQuiet, bool showsErrors) : IRunProgress
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(10);
    private readonly bool _isTerminal = TerminalInfo.IsTerminal(error);
    private readonly TimeProvider _time = TimeProvider.System;
    private long _saved = TimeProvider.System.GetTimestamp();

    public void Started(int number, int count, string title)
    {
        if (!isQuiet && _isTerminal)
        {
            error.Write($"\r{Place(number, count)}     ...    {title}\u001b[K");
            error.Flush();
        }
    }

    public async ValueTask EndedAsync(CellRun cell, int count, Func<NotebookDocument> document, CancellationToken cancellationToken)
    {
        if (!isQuiet)
        {
            var state = cell.Status switch
            {
                RunStatus.Ok => string.Create(CultureInfo.InvariantCulture, $"{cell.Elapsed.TotalSeconds,8:0.00} s"),
                RunStatus.Skipped => "   skipped",
                RunStatus.TimedOut => "  too long",
                RunStatus.Interrupted => "   stopped",
                _ => "    FAILED",
            };
            await error.WriteLineAsync($"{(_isTerminal ? "\r\u001b[K" : "")}{Place(cell.Number, count)}{state}  {cell.Title}{(cell.Note is null ? "" : $"  ({cell.Note})")}").ConfigureAwait(false);
        }

        if (cell.Error is { } failure && showsErrors)
        {
            foreach (var line in failure.Traceback.Count > 0 ? failure.Traceback : [$"{failure.Name}: {failure.Message}"])
            {
                await error.WriteLineAsync("    " + line).ConfigureAwait(false);
            }
        }

        if (target is not null && _time.GetElapsedTime(_saved) > SaveEvery)
        {
            await target.WriteAsync(document(), cancellationToken).ConfigureAwait(false);
            _saved = _time.GetTimestamp();
        }
    }

    /// <summary>Says how it ended and where the outputs are.</summary>
    public async Task FinishAsync(NotebookRun run)
    {
        if (isQuiet)
        {
            return;
        }

        var ran = run.Cells.Count(cell => cell.Status != RunStatus.Skipped);
        var skipped = run.Cells.Count - ran;
        var how = run.Status switch
        {
            RunStatus.Ok => "",
            RunStatus.TimedOut => ", stopped at a cell that took too long",
            RunStatus.Interrupted => ", interrupted",
            _ => ", stopped at an error",
        };
        var where = target is null ? "" : $": {target.Path}";
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{ran} {(ran == 1 ? "cell" : "cells")} in {run.Elapsed.TotalSeconds:0.0} s{(skipped > 0 ? $", {skipped} skipped" : "")}{how}{where}");
        await error.WriteLineAsync(line).ConfigureAwait(false);
    }

    private static string Place(int number, int count)
    {
        var width = count.ToString(CultureInfo.InvariantCulture).Length;
        return $"{number.ToString(CultureInfo.InvariantCulture).PadLeft(width)}/{count.ToString(CultureInfo.InvariantCulture)} ";
    }
}
