using System.Collections;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// The runs whose journals lie in a folder and the folders right below it, newest first. Reads the folder each time it is asked, so
/// several processes can measure into it.
/// </summary>
/// <remarks>Thread-safe. Blocks while files are read. Files that are not journals are left out, and told in <see cref="Unreadable"/>.</remarks>
/// <example><code>
/// Lab.Runs.Last.Data
/// Lab.Runs.Last.Resume()
/// </code></example>
[TypeFormatterSource]
public sealed class RunCatalog : IEnumerable<RunRecord>, IDisplayable
{
    private readonly Func<IEnumerable<string>> _folders;

    internal RunCatalog(Func<IEnumerable<string>> folders) => _folders = folders;

    /// <summary>The folders in which it looks, absolute.</summary>
    public IReadOnlyList<string> Folders => [.. _folders().Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];

    /// <summary>The run that started last.</summary>
    /// <exception cref="JournalException">There is none (<see cref="JournalErrorIds.UnknownRun"/>).</exception>
    public RunRecord Last => this.FirstOrDefault() ?? throw Unknown("There is no run");

    /// <summary>A run by its name, the beginning or end of its id, or its file; the newest when several have the name.</summary>
    /// <param name="nameOrUid">The name, at least four characters of the id, or the path of the journal.</param>
    /// <exception cref="JournalException">There is none (<see cref="JournalErrorIds.UnknownRun"/>), or the file is not a journal.</exception>
    public RunRecord this[string nameOrUid]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(nameOrUid);
            return nameOrUid.EndsWith(JournalFormat.Extension, StringComparison.Ordinal) && File.Exists(nameOrUid)
                ? Open(nameOrUid)
                : this.FirstOrDefault(run => run.Name == nameOrUid || (nameOrUid.Length >= 4 && (run.Uid.StartsWith(nameOrUid, StringComparison.Ordinal) || run.Uid.EndsWith(nameOrUid, StringComparison.Ordinal))))
                    ?? throw Unknown($"There is no run '{nameOrUid}'");
        }
    }

    /// <summary>What could not be read: one sentence for each file.</summary>
    public IReadOnlyList<string> Unreadable
    {
        get
        {
            var problems = new List<string>();
            foreach (var file in Files())
            {
                TryOpen(file, problems);
            }

            return problems;
        }
    }

#pragma warning disable CA1822 // Called on Lab.Runs, where nobody looks for a type.
    /// <summary>The runs in another folder.</summary>
    /// <param name="folder">The folder.</param>
    public RunCatalog In(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new RunCatalog(() => [folder]);
    }

    /// <summary>Reads one journal.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JournalException">It is not a journal (<see cref="JournalErrorIds.NotReadable"/>).</exception>
    public RunRecord Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new RunRecord(JournalReader.Read(Path.GetFullPath(path)));
    }
#pragma warning restore CA1822

    /// <summary>Goes through the runs, newest first; each file is read when its turn comes.</summary>
    public IEnumerator<RunRecord> GetEnumerator() => Files().Select(file => TryOpen(file, null)).OfType<RunRecord>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the newest runs as a table.</summary>
    public MimeBundle ToMimeBundle() => RunCatalogView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => RunCatalogView.Of(this).ToHtml();

    /// <summary>Returns folders and number of journals in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Files().Count()} runs in {string.Join(", ", Folders)}");

    // File names begin with the time of the start, so their order is that of the runs.
    private IEnumerable<string> Files() => Folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + JournalFormat.Extension, Below))
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(Path.GetFileName, StringComparer.Ordinal);

    private static EnumerationOptions Below { get; } = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true };

    private static RunRecord? TryOpen(string path, List<string>? problems)
    {
        try
        {
            return new RunRecord(JournalReader.Read(path));
        }
        catch (JournalException error)
        {
            problems?.Add(error.Problem);
            return null;
        }
    }

    private JournalException Unknown(string what) =>
        new(JournalErrorIds.UnknownRun, $"{what} in {string.Join(", ", Folders)}.", "Lab.Runs lists what is there; Lab.Runs.In(\"folder\") looks elsewhere.");
}
