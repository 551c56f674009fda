namespace LabSdk.Notebooks;

/// <summary>A part of a script: the line that begins it, null for what stands before the first one, and its lines.</summary>
internal sealed record PercentChunk(PercentMarker? Marker, IReadOnlyList<string> Lines)
{
    /// <summary>Takes a script apart.</summary>
    public static List<PercentChunk> Split(string text)
    {
        var chunks = new List<PercentChunk>();
        PercentMarker? marker = null;
        var lines = new List<string>();
        foreach (var line in TextLines.Split(text))
        {
            if (PercentMarker.TryRead(line) is { } next)
            {
                chunks.Add(new PercentChunk(marker, lines));
                (marker, lines) = (next, []);
            }
            else
            {
                lines.Add(line);
            }
        }

        chunks.Add(new PercentChunk(marker, lines));
        return chunks;
    }

    /// <summary>The text in the comment lines at the start, and the lines after them.</summary>
    public (string Text, IReadOnlyList<string> Below) Comment()
    {
        var count = Lines.TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).Count();
        var text = Lines.Take(count).Select(line => line.StartsWith("// ", StringComparison.Ordinal) ? line[3..] : line[2..]);
        return (string.Join('\n', text), [.. Lines.Skip(count)]);
    }

    /// <summary>A text as comment lines.</summary>
    public static string AsComment(string text) =>
        text.Length == 0 ? "" : string.Join('\n', TextLines.Split(text).Select(line => line.Length == 0 ? "//" : "// " + line)) + "\n";
}
