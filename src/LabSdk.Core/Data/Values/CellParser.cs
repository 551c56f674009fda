using System.Globalization;
using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Reads one value from text, invariant culture only. Understands what LabSdk, Python and pandas write.</summary>
internal static class CellParser
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(ReadOnlySpan<char> text, ValueKind kind, out DataValue value)
    {
        value = default;
        switch (kind)
        {
            case ValueKind.Double when TryReal(text, out var real):
                value = new DataValue(real);
                return true;
            case ValueKind.Float when TryFloat(text, out var narrow):
                value = new DataValue(narrow);
                return true;
            case ValueKind.Int when int.TryParse(text, Whole, CultureInfo.InvariantCulture, out var small):
                value = new DataValue(small);
                return true;
            case ValueKind.Long when long.TryParse(text, Whole, CultureInfo.InvariantCulture, out var large):
                value = new DataValue(large);
                return true;
            case ValueKind.Bool when TryBool(text, out var flag):
                value = new DataValue(flag);
                return true;
            case ValueKind.String:
                value = new DataValue(text.ToString());
                return true;
            case ValueKind.DateTimeOffset when TryTime(text, out var time):
                value = new DataValue(time);
                return true;
            case ValueKind.TimeSpan when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration):
                value = new DataValue(duration);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A double or a long without detours.</summary>
    public static bool TryNumber<T>(ReadOnlySpan<char> text, out T value)
        where T : struct
    {
        if (typeof(T) == typeof(double))
        {
            var isReal = TryReal(text, out var real);
            value = Unsafe.BitCast<double, T>(real);
            return isReal;
        }

        var isWhole = long.TryParse(text, Whole, NumberFormatInfo.InvariantInfo, out var whole);
        value = Unsafe.BitCast<long, T>(whole);
        return isWhole;
    }

    public static bool TryReal(ReadOnlySpan<char> text, out double value) =>
        (double.TryParse(text, Real, CultureInfo.InvariantCulture, out value) && HasDigit(text)) || TrySpecial(text, out value);

    public static bool TryBool(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>ISO 8601 with seconds at least to the minute, <c>T</c> or blank between, with or without zone; without one it is UTC.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        const int shortest = 10;
        value = default;
        return text.Length >= shortest && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0])
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static bool TryFloat(ReadOnlySpan<char> text, out float value)
    {
        if (float.TryParse(text, Real, CultureInfo.InvariantCulture, out value) && HasDigit(text))
        {
            return true;
        }

        var special = TrySpecial(text, out var real);
        value = (float)real;
        return special;
    }

    // The parser also takes words such as "Infinity" in any case: those are read by list, below.
    private static bool HasDigit(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('0', '9') >= 0;

    private static bool TrySpecial(ReadOnlySpan<char> text, out double value)
    {
        (var known, value) = text switch
        {
            "NaN" or "nan" => (true, double.NaN),
            "inf" or "Infinity" or "+inf" => (true, double.PositiveInfinity),
            "-inf" or "-Infinity" => (true, double.NegativeInfinity),
            _ => (false, 0),
        };
        return known;
    }
}
