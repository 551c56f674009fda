using LabSdk.Text;

namespace LabSdk;

public sealed partial class RunCatalog
{
    private const int ShortestUid = 4;

    /// <summary>
    /// The run with this uid, or the end of one (at least four characters, as the table shows it), or else the newest with exactly this
    /// name, or a journal by its path. Blocks.
    /// </summary>
    /// <param name="uidOrName">Uid, its end, name, or a <c>.labrun</c> file.</param>
    /// <exception cref="JournalException">There is none (<see cref="JournalErrorIds.UnknownRun"/>), several have that end of a uid, or the file is no journal.</exception>
    public RunRecord this[string uidOrName] => Find(uidOrName) ?? throw NoRun($"none has the name or uid '{RunNote.Cut(uidOrName)}'", NearestNames.Hint(uidOrName, RunQuery.Names(Folders), "names of runs"));

    /// <summary>Only runs whose name holds a text, or fits a pattern with <c>*</c> and <c>?</c>; capital letters count as small ones.</summary>
    /// <param name="pattern">For example <c>align</c> or <c>night ??</c>.</param>
    public RunCatalog Named(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return And(Filter.Named(pattern));
    }

    /// <summary>Only runs with a note of this value: <c>Where("sample", "A7")</c>. Numbers are compared as numbers.</summary>
    /// <param name="key">The note.</param>
    /// <param name="value">Its value as it was given to <see cref="ScanPlan.WithMetadata(object)"/>.</param>
    public RunCatalog Where(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return And(Filter.Noted(key, value));
    }

    /// <summary>Only runs that have a note, whatever its value.</summary>
    /// <param name="key">The note.</param>
    public RunCatalog WithNote(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return And(Filter.Noted(key));
    }

    /// <summary>Only runs that began at this time or later.</summary>
    /// <param name="time">The time.</param>
    public RunCatalog Since(DateTimeOffset time) => And(Filter.Since(time));

    /// <summary>Only runs that began before this time.</summary>
    /// <param name="time">The time.</param>
    public RunCatalog Until(DateTimeOffset time) => And(Filter.Until(time));

    /// <summary>Only runs that moved or read a device.</summary>
    /// <param name="id">The id of the device.</param>
    public RunCatalog WithDevice(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return And(Filter.With(id));
    }

    /// <summary>Only runs that stand like this: <c>WithOutcome(RunOutcome.Lost)</c>.</summary>
    /// <param name="outcome">How they stand at the moment of looking.</param>
    public RunCatalog WithOutcome(RunOutcome outcome) => And(Filter.Standing(outcome));

    /// <summary>Only runs that the user marked good.</summary>
    public RunCatalog MarkedGood() => And(Filter.Marked(true));

    /// <summary>Only runs that the user marked bad.</summary>
    public RunCatalog MarkedBad() => And(Filter.Marked(false));

    private RunRecord? Find(string uidOrName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uidOrName);
        if (uidOrName.EndsWith(JournalFormat.Extension, StringComparison.Ordinal) && File.Exists(uidOrName))
        {
            return RunRecord.Open(uidOrName);
        }

        if (uidOrName.Length >= ShortestUid && uidOrName.All(letter => char.IsAsciiHexDigit(letter) || letter == '-'))
        {
            // Copies of one journal are the same run.
            var found = RunQuery.Read(Folders, Filter.Uid(uidOrName)).Take(ShortestUid * 4).DistinctBy(run => run.Uid).Take(2).ToArray();
            if (found.Length > 1)
            {
                throw NoRun($"several have a uid that ends in '{uidOrName}'", "Give more of the uid.");
            }

            if (found.Length == 1)
            {
                return found[0];
            }
        }

        return RunQuery.Read(Folders, Filter.Exactly(uidOrName)).FirstOrDefault();
    }
}
