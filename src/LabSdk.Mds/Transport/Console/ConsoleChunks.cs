using System.Runtime.CompilerServices;
using System.Text;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds;

/// <summary>Chunks that devices print on a console or into a file: <c>MC:</c>, base64, <c>:</c>, anywhere in other text.</summary>
public static class ConsoleChunks
{
    // A console may send no line end for ever; chunk lines have at most a few hundred characters.
    private const int LongestLine = 64 * 1024;

    /// <summary>The chunks of one line.</summary>
    /// <param name="line">Any text.</param>
    public static IReadOnlyList<byte[]> OfLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return ConsoleLines.Read(line);
    }

    /// <summary>The line of a chunk, as devices print it.</summary>
    /// <param name="chunk">The chunk.</param>
    public static string ToLine(ReadOnlySpan<byte> chunk) => ConsoleLines.Write(chunk);

    /// <summary>The chunks in a file of console output.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<byte[]> ReadFileAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 16 * 1024, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            await foreach (var chunk in ReadAsync(file, cancellationToken).ConfigureAwait(false))
            {
                yield return chunk;
            }
        }
    }

    /// <summary>The chunks in a stream of console output, as they come, until it ends. Lines may end with any line end; bytes that are no text do no harm.</summary>
    /// <param name="console">The stream; not disposed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<byte[]> ReadAsync(Stream console, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(console);
        var buffer = new byte[4096];
        var line = new StringBuilder();
        while (await console.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] is (byte)'\n' or (byte)'\r')
                {
                    foreach (var chunk in Finish(line))
                    {
                        yield return chunk;
                    }
                }
                else if (line.Length < LongestLine)
                {
                    line.Append((char)buffer[i]);
                }
                else
                {
                    var text = line.ToString();
                    foreach (var chunk in ConsoleLines.Read(text))
                    {
                        yield return chunk;
                    }

                    line.Clear().Append(text.AsSpan(OpenStart(text))).Append((char)buffer[i]);
                }
            }
        }

        foreach (var chunk in Finish(line))
        {
            yield return chunk;
        }
    }

    // Where a chunk begins that has not ended yet, or could begin with the last two letters.
    private static int OpenStart(string text)
    {
        var last = text.LastIndexOf("MC:", StringComparison.Ordinal);
        return last >= 0 && last > text.Length - (LongestLine / 2) && text.IndexOf(':', last + 3) < 0 ? last : text.Length - 2;
    }

    private static IReadOnlyList<byte[]> Finish(StringBuilder line)
    {
        var chunks = line.Length == 0 ? [] : ConsoleLines.Read(line.ToString());
        line.Clear();
        return chunks;
    }
}
