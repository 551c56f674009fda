using System.Buffers.Text;

namespace LabSdk.Mds.Wire;

/// <summary>Chunks that a device prints on its console: <c>MC:</c>, base64 of the chunk, <c>:</c>, anywhere in a line.</summary>
internal static class ConsoleLines
{
    private const string Prefix = "MC:";

    /// <summary>The line of a chunk.</summary>
    public static string Write(ReadOnlySpan<byte> chunk) => $"{Prefix}{Convert.ToBase64String(chunk)}:";

    /// <summary>Every chunk in a line of a console.</summary>
    /// <param name="line">Any text: hostile.</param>
    public static IReadOnlyList<byte[]> Read(string line)
    {
        List<byte[]>? chunks = null;
        for (var at = line.IndexOf(Prefix, StringComparison.Ordinal); at >= 0;)
        {
            var start = at + Prefix.Length;
            var end = line.IndexOf(':', start);
            if (end < 0)
            {
                break;
            }

            // Another prefix inside means that the first one was cut off: its text is no base64, and the search goes on behind it.
            if (end > start && Decode(line.AsSpan(start, end - start)) is { } chunk)
            {
                (chunks ??= []).Add(chunk);
                at = line.IndexOf(Prefix, end, StringComparison.Ordinal);
            }
            else
            {
                at = line.IndexOf(Prefix, start, StringComparison.Ordinal);
            }
        }

        return chunks ?? (IReadOnlyList<byte[]>)[];
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        // Blanks would be skipped silently.
        if (text.ContainsAny(" \t\r\n") || !Base64.IsValid(text, out var length))
        {
            return null;
        }

        var bytes = new byte[length];
        return Convert.TryFromBase64Chars(text, bytes, out var written) && written == length && length > 0 ? bytes : null;
    }
}
