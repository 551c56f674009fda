namespace LabSdk;

/// <summary>Finds the commit that is checked out around a folder by reading two small files; git itself is not needed.</summary>
internal static class GitHead
{
    private const int MostBytes = 4096;
    private const int MostPackedBytes = 4 * 1024 * 1024;

    /// <returns>The commit as 40 or 64 hexadecimal digits; null where there is none.</returns>
    public static string? Find(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git))
                {
                    return Resolve(git);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A run is recorded although nobody may look there.
        }

        return null;
    }

    private static string? Resolve(string git)
    {
        var head = Read(Path.Combine(git, "HEAD"), MostBytes)?.Trim();
        if (head is null || !head.StartsWith("ref: refs/", StringComparison.Ordinal) || head.Contains("..", StringComparison.Ordinal))
        {
            return Commit(head);
        }

        var name = head["ref: ".Length..];
        return Commit(Read(Path.Combine(git, name), MostBytes)?.Trim())
            ?? Commit(Read(Path.Combine(git, "packed-refs"), MostPackedBytes)?.Split('\n')
                .FirstOrDefault(line => line.TrimEnd().EndsWith(' ' + name, StringComparison.Ordinal))?.Split(' ')[0]);
    }

    private static string? Commit(string? text) => text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower) ? text : null;

    private static string? Read(string path, int most)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length <= most ? File.ReadAllText(path) : null;
    }
}
