using System.Text;

namespace LabSdk.Data;

/// <summary>Turns names of devices, scans and columns into file names that stay inside their folder on every system.</summary>
public static class SafeFileName
{
    private const int Longest = 120;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A file name made of a name: letters, digits, blanks and <c>- _ . + ( )</c> are kept, everything else becomes an underscore. Never
    /// empty, no folder, no leading or trailing dot or blank, no reserved device name, at most 120 characters.
    /// </summary>
    /// <param name="name">Any text, also a hostile one.</param>
    public static string From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var result = new StringBuilder(Math.Min(name.Length, Longest));
        foreach (var letter in name)
        {
            if (result.Length == Longest)
            {
                break;
            }

            result.Append(char.IsLetterOrDigit(letter) || " -_.+()".Contains(letter) ? letter : '_');
        }

        var safe = result.ToString().Trim(' ', '.');
        if (safe.Length == 0)
        {
            return "_";
        }

        var stem = safe.Split('.')[0].TrimEnd();
        return Reserved.Contains(stem) ? "_" + safe : safe;
    }

    /// <summary>The path of a file in a folder, named after a name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Any text, also a hostile one.</param>
    /// <param name="extension">Such as <c>.csv</c>; given by the program, not by a user.</param>
    public static string InFolder(string folder, string name, string extension) => Path.Combine(folder, From(name) + extension);
}
