namespace LabSdk.Notebooks.Language;

/// <summary>Completes paths of files.</summary>
internal static class PathCompletion
{
    private const int MostEntries = 500;

    public static CompletionList Complete(string folder, string path, int start, int position, string[] extensions, string[] others)
    {
        var cut = path.LastIndexOfAny(['/', '\\']) + 1;
        var (typedFolder, typedName) = (path[..cut], path[cut..]);
        var proposals = Entries(folder, typedFolder, extensions)
            .Concat(cut == 0 ? others.Select(text => new Proposal(text, "text", 0)) : []);
        return ProposalList.Build(start + cut, position, typedName, proposals);
    }

    private static IReadOnlyList<Proposal> Entries(string folder, string typed, string[] extensions)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(Path.Combine(folder, typed)).EnumerateFileSystemInfos()
                    .Where(entry => !entry.Name.StartsWith('.'))
                    .Where(entry => entry is DirectoryInfo || extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase))
                    .Take(MostEntries)
                    .Select(entry => entry is DirectoryInfo ? new Proposal(entry.Name + "/", "folder", 2) : new Proposal(entry.Name, "file", 1)),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException)
        {
            return [];
        }
    }
}
