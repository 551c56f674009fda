using System.Globalization;
using System.Text;

namespace LabSdk.Data;

/// <summary>Cells as a person reads them: null and NaN differ, control characters show as escapes.</summary>
internal static class CellText
{
    public const string NullText = "null";

    private const int LongestText = 60;

    public static string Of(DataValue value) => value.Kind switch
    {
        ValueKind.Null => NullText,
        ValueKind.Double => Number(value.RawDouble, "G7"),
        ValueKind.Float => Number(value.RawDouble, "G6"),
        ValueKind.DateTimeOffset => Time(value.RawTime),
        ValueKind.TimeSpan => new TimeSpan(value.RawBits).ToString("c", CultureInfo.InvariantCulture),
        ValueKind.String => Visible((string)value.RawReference!),
        _ => value.ToString(),
    };

    private static string Number(double value, string format)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "+inf" : "-inf";
        }

        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Time(DateTimeOffset time) => time.ToString(
        time.Offset == TimeSpan.Zero ? "yyyy-MM-dd HH:mm:ss.fff'Z'" : "yyyy-MM-dd HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public static string Visible(string text)
    {
        var shown = text.Length > LongestText ? text[..(LongestText - 1)] + "…" : text;
        if (!shown.Any(char.IsControl))
        {
            return shown;
        }

        var result = new StringBuilder(shown.Length + 8);
        foreach (var letter in shown)
        {
            _ = letter switch
            {
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ when char.IsControl(letter) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => result.Append(letter),
            };
        }

        return result.ToString();
    }
}
