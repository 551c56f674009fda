using System.Buffers;

namespace LabSdk.Display;

/// <summary>Which characters of an already visible text need an entity, and which entity.</summary>
internal static class HtmlEncoding
{
    /// <summary>
    /// Characters that may need an entity. Slash and colon are among them because the addresses in device texts
    /// (<c>http://...</c>) are written so that no output, however it is searched, contains a network reference.
    /// </summary>
    public static readonly SearchValues<char> Suspects = SearchValues.Create("<>&\"'`/:");

    /// <summary>The entity for the character at <paramref name="index"/>, or null when it may stand as it is.</summary>
    public static string? Entity(ReadOnlySpan<char> text, int index) => text[index] switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '`' => "&#96;",
        '/' when index > 0 && text[index - 1] == '/' => "&#47;",
        ':' when IsAddress(text, index) => "&#58;",
        _ => null,
    };

    // "http:" and "https:", and any "scheme://".
    private static bool IsAddress(ReadOnlySpan<char> text, int index) =>
        text[(index + 1)..].StartsWith("//", StringComparison.Ordinal)
        || text[..index].EndsWith("http", StringComparison.OrdinalIgnoreCase)
        || text[..index].EndsWith("https", StringComparison.OrdinalIgnoreCase);
}
