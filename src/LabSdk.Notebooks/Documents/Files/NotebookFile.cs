using System.Text;

namespace LabSdk.Notebooks;

/// <summary>Notebooks on disk. The format is told by the name of the file.</summary>
public static class NotebookFile
{
    private const long LargestFile = 512L * 1024 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">A file ending in <c>.ipynb</c>, <c>.dib</c>, <c>.csx</c>, <c>.cs</c> or <c>.md</c>, at most 512 MB.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="NotebookFormatException">It is not of its format; the error says where.</exception>
    /// <exception cref="LabConfigurationException">Its name does not tell a format.</exception>
    /// <exception cref="LabException">It cannot be read.</exception>
    public static async Task<NotebookDocument> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        var format = NotebookFormats.FromPath(path);
        return NotebookConverter.Read(await ReadTextAsync(path, format, cancellationToken).ConfigureAwait(false), format, Path.GetFileName(path));
    }

    /// <summary>Writes a notebook; an existing file is replaced as a whole or not at all.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="path">A file with one of the endings of <see cref="LoadAsync"/>. Missing folders are made.</param>
    /// <param name="cancellationToken">Ends the writing before the file is replaced.</param>
    /// <returns>What the format cannot hold; empty when nothing is lost.</returns>
    /// <exception cref="LabConfigurationException">Its name does not tell a format.</exception>
    /// <exception cref="LabException">It cannot be written.</exception>
    public static async Task<IReadOnlyList<ConversionLoss>> SaveAsync(NotebookDocument document, string path, CancellationToken cancellationToken = default)
    {
        var result = NotebookConverter.Convert(document, NotebookFormats.FromPath(path));
        await WriteTextAsync(path, result.Text, cancellationToken).ConfigureAwait(false);
        return result.Losses;
    }

    internal static Task WriteTextAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteBytesAsync(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text), cancellationToken);

    internal static async Task WriteBytesAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        var part = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await File.WriteAllBytesAsync(part, content, cancellationToken).ConfigureAwait(false);
            File.Move(part, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            Discard(part);
            if (error is OperationCanceledException)
            {
                throw;
            }

            throw new LabException(
                DocumentErrorIds.WriteFailed,
                $"The file '{target}' cannot be written: {error.Message}",
                "Choose a folder that you may write to, or free space on the disk.",
                error is IOException,
                error);
        }
    }

    private static async Task<string> ReadTextAsync(string path, NotebookFormat format, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > LargestFile)
            {
                throw Unreadable(path, FormattableString.Invariant($"it has {file.Length / 1048576} MB, more than the {LargestFile / 1048576} MB that are read"), null);
            }

            bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : error.Message, error);
        }

        try
        {
            var text = Utf8.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            var bad = BadByte(bytes);
            var line = bytes.AsSpan(0, bad).Count((byte)'\n') + 1;
            throw new NotebookFormatException(
                Path.GetFileName(path), format, "it holds bytes that are not UTF-8", line, bad - bytes.AsSpan(0, bad).LastIndexOf((byte)'\n'), "Save it in the encoding UTF-8.");
        }
    }

    private static int BadByte(byte[] bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static LabException Unreadable(string path, string why, Exception? error) => new(
        DocumentErrorIds.ReadFailed, $"The notebook '{path}' cannot be read: {why}.", "Check the name and that you may read the file.", innerException: error);

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
