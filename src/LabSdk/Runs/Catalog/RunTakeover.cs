namespace LabSdk;

/// <summary>Gives the journal of a run that goes on to one process, though others may judge, delete or resume it at the same moment.</summary>
internal static class RunTakeover
{
    /// <summary>Takes the lock of the folder, and looks what happened to the journal since it was read: a mark is kept, more is refused.</summary>
    /// <returns>Dispose it when the journal says that the run goes on; null for a run without one.</returns>
    /// <exception cref="JournalException">It went on or was deleted elsewhere; nothing was moved.</exception>
    public static async Task<IDisposable?> BeginAsync(ScanResult scan, CancellationToken cancellationToken)
    {
        if (scan.Continuation is not { Path: { } path } before)
        {
            return null;
        }

        var record = RunRecord.At(path);
        var taken = await TakeAsync(path, cancellationToken).ConfigureAwait(false) ?? throw RunResuming.Refused(record, "go on", "another program changes the runs of its folder", "Try again.");
        try
        {
            var now = JournalReader.Read(path);
            if (record.Outcome == RunOutcome.Running)
            {
                throw RunResuming.UnderWay(record);
            }

            if (now.Rows.RowCount != before.JournalRows)
            {
                throw RunResuming.Refused(record, "go on", FormattableString.Invariant($"its journal had {before.JournalRows} rows and has {now.Rows.RowCount} now"), "It went on elsewhere: open it again with Lab.Runs.");
            }

            scan.ContinueAt(now.End);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static async Task<IDisposable?> TakeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await RunLock.TakeAsync(Path.GetDirectoryName(Path.GetFullPath(path))!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw JournalException.NotWritten(path, error);
        }
    }
}
