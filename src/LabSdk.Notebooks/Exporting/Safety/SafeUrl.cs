using System.Text.RegularExpressions;

namespace LabSdk.Notebooks;

/// <summary>Addresses that may stand in an exported page.</summary>
internal static partial class SafeUrl
{
    private const int LongestPicture = 64 << 20;

    /// <summary>True for a link that a reader may follow: nothing that runs, only what opens.</summary>
    public static bool IsLink(string url)
    {
        // Browsers drop blanks and control characters before they look for the scheme.
        var plain = new string([.. url.Where(symbol => symbol > ' ' && symbol is not ('\u007f' or '\u00a0'))]);
        return !plain.StartsWith("//", StringComparison.Ordinal) && !plain.Contains('\\', StringComparison.Ordinal)
            && (!Scheme().IsMatch(plain) || WebScheme().IsMatch(plain));
    }

    /// <summary>True for a link to somewhere else than this page and its folder.</summary>
    public static bool IsExternal(string url) => WebScheme().IsMatch(url.Trim());

    /// <summary>True for a picture that is in the address itself.</summary>
    public static bool IsPicture(string url) => url.Length <= LongestPicture && Picture().IsMatch(url);

    /// <summary>True for a reference inside the page.</summary>
    public static bool IsLocal(string url) => Local().IsMatch(url);

    /// <summary>True when a value of an attribute fetches nothing.</summary>
    public static bool FetchesNothing(string value) =>
        !value.Contains("url", StringComparison.OrdinalIgnoreCase) || LocalReference().IsMatch(value) || !value.Contains('(', StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex("^(https?:|mailto:)", RegexOptions.IgnoreCase)]
    private static partial Regex WebScheme();

    [GeneratedRegex(@"^data:image/(png|jpeg|gif|webp|svg\+xml)(;charset=[a-z0-9-]+)?;base64,[a-z0-9+/=\s]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"^#[\w:.-]+$")]
    private static partial Regex Local();

    [GeneratedRegex(@"^\s*url\(\s*[""']?#[\w:.-]+[""']?\s*\)\s*[\w#]*\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex LocalReference();
}
