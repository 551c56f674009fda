using System.IO.Enumeration;

namespace LabSdk;

/// <summary>A journal as its folder lists it: when none of this has changed, nothing in it has.</summary>
/// <param name="Path">Below the folder of the catalog.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">Ticks, UTC.</param>
internal readonly record struct RunFile(string Path, long Length, long Modified)
{
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        IgnoreInaccessible = true,

        // A link could lead out of the folder, or in a circle.
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>All journals in a folder and below it; none when there is no such folder.</summary>
    public static List<RunFile> In(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Enumerate(folder)] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunCatalogException(
                RunCatalogErrorIds.FolderNotReadable, $"The runs in {folder} cannot be listed: {error.Message.TrimEnd('.')}.", "Check the folder and your rights on it.", innerException: error)
            {
                Folder = folder,
            };
        }
    }

    private static FileSystemEnumerable<RunFile> Enumerate(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => new RunFile(
            System.IO.Path.Combine(entry.Directory[entry.RootDirectory.Length..].TrimStart(System.IO.Path.DirectorySeparatorChar).ToString(), entry.FileName.ToString()),
            entry.Length,
            entry.LastWriteTimeUtc.UtcTicks),
        Everywhere)
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(JournalFormat.Extension, StringComparison.Ordinal),
    };
}
