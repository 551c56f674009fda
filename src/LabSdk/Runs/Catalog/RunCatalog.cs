using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// The runs whose journals lie in some folders and below them, newest first: list, search, open, compare. The journals are the truth; a
/// database beside them (<c>labruns.sqlite</c>) makes searching quick, follows every change of the folder and can be deleted at any time.
/// </summary>
/// <remarks>
/// Immutable and thread-safe: each condition gives a new catalog, and each use looks at the folders as they are then. Files that are no
/// journals are left out, and told in <see cref="Unreadable"/>. Several processes may measure, list, judge and delete at once. Members
/// that look block; an interrupt ends them.
/// </remarks>
/// <example><code>
/// Lab.Runs                                                    // the newest runs as a table
/// Lab.Runs.Where("sample", "A7").Since(DateTimeOffset.UtcNow.AddDays(-7))
/// Lab.Runs.Last.Data["power"].Mean()
/// Lab.Runs["first scan"].Diff(Lab.Runs.Last)
/// Lab.Runs.WithOutcome(RunOutcome.Lost)
/// Lab.Runs.Last.Resume()
/// </code></example>
[TypeFormatterSource]
public sealed partial class RunCatalog : IEnumerable<RunRecord>, IDisplayable
{
    private readonly Func<IEnumerable<string>> _folders;

    internal RunCatalog(Func<IEnumerable<string>> folders, RunFilter? filter = null) => (_folders, Filter) = (folders, filter ?? RunFilter.All);

    /// <summary>The folders in which it looks, absolute. Runs in folders below them belong to them. Does not block.</summary>
    public IReadOnlyList<string> Folders => [.. _folders().Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct(StringComparer.Ordinal)];

    /// <summary>How many runs are meant. Blocks.</summary>
    /// <exception cref="RunCatalogException">A folder cannot be listed.</exception>
    public int Count => RunQuery.Count(Folders, Filter);

    /// <summary>The files that end as journals do and are none: one sentence for each. Blocks.</summary>
    /// <exception cref="RunCatalogException">A folder cannot be listed.</exception>
    public IReadOnlyList<string> Unreadable => [.. WithOutcome(RunOutcome.Unreadable).Select(run => run.Reason)];

    /// <summary>The newest run. Blocks.</summary>
    /// <exception cref="JournalException">There is none (<see cref="JournalErrorIds.UnknownRun"/>).</exception>
    /// <exception cref="RunCatalogException">A folder cannot be listed.</exception>
    public RunRecord Last => this.FirstOrDefault() ?? throw NoRun("no run is there yet");

    /// <summary>The conditions.</summary>
    internal RunFilter Filter { get; }

    /// <summary>The conditions in words; empty for all runs.</summary>
    internal string Words => string.Join(", ", Filter.Words.Where(word => word.Length > 0));

    /// <summary>The runs of another folder, under the conditions of this catalog. Does not block.</summary>
    /// <param name="folder">Absolute, or from the working directory.</param>
    public RunCatalog In(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new(() => [folder], Filter);
    }

#pragma warning disable CA1822 // Called on Lab.Runs, where nobody looks for a type.
    /// <summary>Opens one journal, wherever it lies. Blocks.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JournalException">It is not a journal (<see cref="JournalErrorIds.NotReadable"/>).</exception>
    public RunRecord Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return RunRecord.Open(path);
    }
#pragma warning restore CA1822

    /// <summary>The runs that are meant as a table: one row for each, newest first. Blocks.</summary>
    /// <exception cref="RunCatalogException">The folder cannot be listed.</exception>
    public DataFrame ToFrame() => RunFrame.Of(this);

    /// <summary>The runs that are meant, newest first. Blocks while the folder is looked at, then for each piece of a long list.</summary>
    /// <exception cref="RunCatalogException">The folder cannot be listed.</exception>
    public IEnumerator<RunRecord> GetEnumerator() => RunQuery.Read(Folders, Filter).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the newest runs as a table. Blocks.</summary>
    public MimeBundle ToMimeBundle() => RunTableView.Of(this).ToMimeBundle();

    /// <summary>Returns the table as self-contained HTML. Blocks.</summary>
    public string ToHtml() => RunTableView.Of(this).ToHtml();

    /// <summary>Returns the table as text. Blocks.</summary>
    public override string ToString() => RunTableView.Of(this).ToString();

    /// <summary>The folders in words.</summary>
    internal string Place => string.Join(", ", Folders);

    private RunCatalog And(RunFilter filter) => new(_folders, filter);

    private JournalException NoRun(string why, string? hint = null) => new(
        JournalErrorIds.UnknownRun,
        $"There is no run to open in {Place}{(Words.Length > 0 ? $" ({Words})" : "")}: {why}.",
        hint ?? "List what is there with Lab.Runs, or look into another folder with Lab.Runs.In(folder).");
}
