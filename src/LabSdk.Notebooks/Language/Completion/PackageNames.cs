namespace LabSdk.Notebooks.Language;

/// <summary>Completes <c>nuget: Name, version</c> with the packages that are on this machine already; asks no server.</summary>
internal static class PackageNames
{
    public static CompletionList Complete(string typed, int start, int position)
    {
        var body = typed["nuget:".Length..];
        var nameStart = body.Length - body.TrimStart().Length;
        var comma = body.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return List(start + typed.Length - body.Length + nameStart, position, body[nameStart..], Cache());
        }

        var version = body[(comma + 1)..];
        var versionStart = version.Length - version.TrimStart().Length;
        var name = body[nameStart..comma].Trim();
        return name.Length == 0 || name.AsSpan().IndexOfAny('/', '\\') >= 0 || name.StartsWith('.')
            ? ProposalList.Empty(position)
            : List(position - (version.Length - versionStart), position, version[versionStart..], Path.Combine(Cache(), name.ToLowerInvariant()));
    }

    private static CompletionList List(int start, int position, string typed, string folder)
    {
        var found = PathCompletion.Complete(folder, "", start, position, [], []);
        var names = found.Items.Where(item => item.Kind == "folder").Select(item => new Proposal(item.Text.TrimEnd('/'), "package", 0));
        return ProposalList.Build(start, position, typed, names);
    }

    private static string Cache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
