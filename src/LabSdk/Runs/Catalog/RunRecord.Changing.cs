namespace LabSdk;

public sealed partial class RunRecord
{
    /// <summary>Says that the data is good. Written to the journal; the last judgement counts. Blocks.</summary>
    /// <param name="note">Why.</param>
    /// <returns>This run.</returns>
    /// <exception cref="RunCatalogException">It is being measured, or somebody judges it at the same moment.</exception>
    /// <exception cref="JournalException">The journal cannot be read or written.</exception>
    public RunRecord MarkGood(string note = "") => MarkAs(true, note);

    /// <summary>Says that the data is bad: <c>run.MarkBad("beam lost")</c>. Nothing is deleted. Blocks.</summary>
    /// <inheritdoc cref="MarkGood"/>
    public RunRecord MarkBad(string note = "") => MarkAs(false, note);

    /// <summary>Deletes the journal for good: the data of the run is gone. What was exported stays. Blocks.</summary>
    /// <param name="confirm">The name or the uid of this run, said once more; of an unreadable journal the name of its file.</param>
    /// <exception cref="RunCatalogException">That is not its name or uid, it is being measured, or the file cannot be deleted. Nothing was deleted.</exception>
    public void Delete(string confirm)
    {
        ArgumentNullException.ThrowIfNull(confirm);
        var facts = Facts;
        if (confirm.Length == 0 || (confirm != facts.Name && confirm != facts.Uid))
        {
            throw Trouble(RunCatalogErrorIds.NotConfirmed, $"'{RunNote.Cut(confirm)}' is neither its name nor its uid", $"Say what is to be deleted: run.Delete(confirm: \"{facts.Name}\"), or its uid {facts.Uid}.");
        }

        Change("deleted", () => File.Delete(Path), error =>
            Trouble(RunCatalogErrorIds.NotDeleted, error.Message.TrimEnd('.'), "Check your rights on the folder, and close programs that have the file open.", error));
    }

    private RunRecord MarkAs(bool isGood, string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return Judge(new RunMark(isGood, note, DateTimeOffset.UtcNow, System.Environment.UserName), JournalFile.Open);
    }

    /// <summary>Writes a judgement behind the end.</summary>
    /// <inheritdoc cref="MarkGood" path="/exception"/>
    internal RunRecord Judge(RunMark mark, Func<string, IJournalFile> open)
    {
        Change("judged", () => JournalMarks.Append(Path, open, mark), error => JournalException.NotWritten(Path, error));
        return this;
    }

    // Two that judge at once would write over each other. The process that measures takes no lock: it is asked for by its number.
    private void Change(string what, Action change, Func<Exception, LabException> failed) => Blocking.Run(
        async token =>
        {
            RefuseWhileMeasured(what);
            try
            {
                using var taken = await RunLock.TakeAsync(System.IO.Path.GetDirectoryName(Path)!, token).ConfigureAwait(false)
                    ?? throw Trouble(RunCatalogErrorIds.StillRunning, $"another program changes the runs of this folder, and it could not be {what} meanwhile", "Try again.", isTransient: true);

                // Once more: it may have gone on while the lock was waited for.
                RefuseWhileMeasured(what);
                await Task.Run(change, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw failed(error);
            }
        },
        new BlockingCall($"Changing the run '{Name}'") { Timeout = Timeout.InfiniteTimeSpan });

    private void RefuseWhileMeasured(string what)
    {
        if (Outcome == RunOutcome.Running)
        {
            throw Trouble(RunCatalogErrorIds.StillRunning, $"it is being measured by process {Facts.Writer.ProcessId}, and only a run that has ended can be {what}", "Wait for its end, or stop it.");
        }
    }

    private RunCatalogException Trouble(string id, string why, string hint, Exception? error = null, bool isTransient = false) =>
        new(id, $"The run '{RunNote.Cut(Name)}' in {Path} was left as it is: {why}.", hint, isTransient, error) { Folder = _folder };
}
