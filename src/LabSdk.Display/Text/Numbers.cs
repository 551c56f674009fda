using System.Globalization;

namespace LabSdk.Display;

/// <summary>How numbers read: invariant culture, NaN and infinity spelled, exponents as <c>1.5e-6</c>.</summary>
internal static class Numbers
{
    /// <summary>The digits of a single value when nobody asks for a format.</summary>
    public const int DefaultDigits = 6;

    /// <summary>A value with a .NET format, or with up to six significant digits.</summary>
    public static string Format(double value, string? format = null)
    {
        if (!double.IsFinite(value))
        {
            return NonFinite(value);
        }

        return format is null ? General(value, DefaultDigits) : Tidy(value.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>Up to <paramref name="digits"/> significant digits, no trailing zeros, an exponent outside 1e-4 to 1e7.</summary>
    public static string General(double value, int digits)
    {
        if (value == 0)
        {
            return "0";
        }

        var size = Math.Abs(value);
        if (size is >= 1e-4 and < 1e7)
        {
            var whole = (int)Math.Floor(Math.Log10(size)) + 1;
            var text = value.ToString("F" + Math.Clamp(digits - whole, 0, 12).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return TrimZeros(text);
        }

        return Exponent(value, digits - 1, trim: true);
    }

    /// <summary>A mantissa with a fixed number of decimals and an exponent without padding: <c>1.50e-6</c>.</summary>
    public static string Exponent(double value, int decimals, bool trim)
    {
        var text = value.ToString("e" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        var mantissa = trim ? TrimZeros(text[..mark]) : text[..mark];
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return mantissa + "e" + exponent.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>NaN, ∞ or -∞.</summary>
    public static string NonFinite(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";

    /// <summary>An integer with thousands separators, for counts in sentences.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A duration as <c>00:05</c> or <c>1:02:03</c>.</summary>
    public static string Clock(TimeSpan time)
    {
        var whole = TimeSpan.FromSeconds(Math.Max(0, Math.Floor(time.TotalSeconds)));
        var hours = (long)whole.TotalHours;
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes:00}:{whole.Seconds:00}");
    }

    private static string TrimZeros(string text) =>
        text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;

    // .NET pads exponents to three digits (1.5e-006); nobody on a bench reads it that way.
    private static string Tidy(string text)
    {
        var mark = text.IndexOfAny(['e', 'E']);
        return mark > 0 && int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? text[..mark] + "e" + exponent.ToString(CultureInfo.InvariantCulture)
            : text;
    }
}
