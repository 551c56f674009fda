namespace LabSdk.Notebooks;

/// <summary>Lines of text formats: any line end is read, <c>\n</c> is written.</summary>
internal static class TextLines
{
    /// <summary>The lines without their ends; an empty text has one empty line.</summary>
    public static string[] Split(string text) =>
        (text.StartsWith('\uFEFF') ? text[1..] : text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    /// <summary>Lines as a text without the blank lines at both ends.</summary>
    public static string Trimmed(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        var start = Array.FindIndex(all, line => !string.IsNullOrWhiteSpace(line));
        return start < 0 ? "" : string.Join('\n', all[start..(Array.FindLastIndex(all, line => !string.IsNullOrWhiteSpace(line)) + 1)]);
    }

    /// <summary>A text without the blank lines at both ends, with <c>\n</c> only.</summary>
    public static string Trimmed(string text) => Trimmed(Split(text));
}
