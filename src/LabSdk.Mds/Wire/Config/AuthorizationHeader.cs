using System.Buffers;

namespace LabSdk.Mds.Wire;

/// <summary>The authorization item as an HTTP header: name, colon, value.</summary>
internal static class AuthorizationHeader
{
    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Takes the item apart; false when no header can be made of it, and then nothing may be sent.</summary>
    /// <param name="authorization">The item: hostile.</param>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value; secret.</param>
    public static bool TryParse(string authorization, out string name, out string value)
    {
        (name, value) = ("", "");
        var colon = authorization.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }

        // Control characters are looked for before trimming anything but blanks: a line break must never be trimmed away.
        var (left, right) = (authorization[..colon].Trim(' ', '\t'), authorization[(colon + 1)..].Trim(' ', '\t'));
        if (left.Length == 0 || right.Length == 0 || left.AsSpan().ContainsAnyExcept(TokenCharacters) || right.Any(char.IsControl))
        {
            return false;
        }

        (name, value) = (left, right);
        return true;
    }
}
