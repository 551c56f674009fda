using System.Text;

namespace LabSdk.Mds.Transport;

/// <summary>Reads wchar_t texts of C.</summary>
internal static unsafe class WideText
{
    private const int Longest = 512;

    /// <summary>The text.</summary>
    /// <param name="text">Ends with a zero; may be null.</param>
    /// <param name="fallback">What to return for null.</param>
    public static string Read(byte* text, string fallback = "")
    {
        if (text is null)
        {
            return fallback;
        }

        var builder = new StringBuilder();
        if (OperatingSystem.IsWindows())
        {
            for (var at = (ushort*)text; *at != 0 && builder.Length < Longest; at++)
            {
                builder.Append((char)*at);
            }

            return builder.ToString();
        }

        for (var at = (uint*)text; *at != 0 && builder.Length < Longest; at++)
        {
            builder.Append(Rune.TryCreate(*at, out var letter) ? letter.ToString() : "\uFFFD");
        }

        return builder.ToString();
    }
}
