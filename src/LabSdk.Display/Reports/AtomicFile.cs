using System.Text;

namespace LabSdk.Display;

/// <summary>Writes a file beside its target and then renames it: a reader sees the old file or the new one, never half of one.</summary>
internal static class AtomicFile
{
    public static FileInfo Write(string path, string text)
    {
        var target = Path.GetFullPath(path);
        var part = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(part, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(part, target, overwrite: true);
            return new FileInfo(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Discard(part);
            throw new LabException(
                ViewErrorIds.SaveFailed,
                $"The file '{target}' cannot be written: {error.Message}",
                "Choose a folder that you may write to, or free space on the disk.",
                isTransient: error is IOException,
                error);
        }
    }

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error is the one that matters; a leftover part is harmless.
        }
    }
}
