namespace LabSdk.Data;

/// <summary>Files of data: a file that exists is replaced as a whole or not at all, and every failure says which file and why.</summary>
internal static class DataFile
{
    /// <summary>Writes a file beside its place and moves it there when it is complete; missing folders are made.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception error)
        {
            TryDelete(part);
            if (IsFileFailure(error))
            {
                throw Failed("written", path, error, "The data are still in memory: choose another place, or free some space, and save again.");
            }

            throw;
        }
    }

    /// <summary>Opens a file for reading.</summary>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        }
        catch (Exception error) when (IsFileFailure(error))
        {
            throw Failed("read", path, error, "Check the path; relative paths start at the current folder.");
        }
    }

    private static bool IsFileFailure(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (IsFileFailure(error))
        {
            // The first failure is the one to report.
        }
    }

    private static LabException Failed(string what, string path, Exception error, string hint) =>
        new(DataErrorIds.FileFailed, $"The file '{path}' cannot be {what}: {error.Message}", hint, innerException: error);
}
