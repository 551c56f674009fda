using System.Globalization;
using System.Text;

namespace LabSdk.Display;

/// <summary>File names made from titles: readable, valid on every system, and unable to leave their folder.</summary>
internal static class SafeFileName
{
    private const int MaxLength = 80;

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>Letters and digits of the title with dashes between; <paramref name="otherwise"/> when nothing is left.</summary>
    public static string From(string title, string otherwise)
    {
        var name = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            if (name.Length >= MaxLength)
            {
                break;
            }

            if (Rune.IsLetterOrDigit(rune) && rune != Rune.ReplacementChar)
            {
                name.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture).ToString());
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var text = name.ToString().Trim('-');
        return text.Length == 0 ? otherwise : Reserved.Contains(text) ? otherwise + "-" + text : text;
    }
}
