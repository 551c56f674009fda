using System.Globalization;

namespace LabSdk.Display;

/// <summary>
/// How all numbers of one column are written, so that their points line up: fixed decimals, or a mantissa with an exponent
/// where the column spans very small or large values.
/// </summary>
internal readonly record struct ColumnFormat(bool Exponent, int Decimals)
{
    private const int Digits = 6;

    /// <summary>Chooses from the values that will be shown.</summary>
    public static ColumnFormat Choose(ReadOnlySpan<double> values)
    {
        double largest = 0, smallest = double.MaxValue;
        foreach (var value in values)
        {
            var size = Math.Abs(value);
            if (double.IsFinite(size) && size > 0)
            {
                largest = Math.Max(largest, size);
                smallest = Math.Min(smallest, size);
            }
        }

        if (largest == 0)
        {
            return new ColumnFormat(false, 0);
        }

        var exponent = largest >= 1e9 || largest < 1e-3 || (largest >= 1e6 && smallest < 1e-3);
        return exponent
            ? new ColumnFormat(true, NeededExponentDecimals(values))
            : new ColumnFormat(false, NeededDecimals(values, Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(largest)), 0, 9)));
    }

    /// <summary>Writes one value.</summary>
    public string Write(double value)
    {
        if (!double.IsFinite(value))
        {
            return Numbers.NonFinite(value);
        }

        return Exponent && value != 0
            ? Numbers.Exponent(value, Decimals, trim: false)
            : value.ToString(Fixed[Exponent ? 0 : Decimals], CultureInfo.InvariantCulture);
    }

    private static readonly string[] Fixed = ["F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9"];

    // Whole numbers and short fractions are not padded with zeros: stop where every value is exact to six digits.
    private static int NeededDecimals(ReadOnlySpan<double> values, int limit)
    {
        var needed = 0;
        foreach (var value in values)
        {
            while (needed < limit && double.IsFinite(value) && !IsShort(value, needed, limit))
            {
                needed++;
            }
        }

        return needed;
    }

    private static bool IsShort(double value, int decimals, int limit) =>
        Math.Abs(Math.Round(value, decimals) - Math.Round(value, limit)) < 0.5 * Math.Pow(10, -limit);

    private static int NeededExponentDecimals(ReadOnlySpan<double> values)
    {
        var needed = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value) && value != 0)
            {
                var text = Numbers.Exponent(value, Digits - 1, trim: true);
                var mark = text.IndexOf('e', StringComparison.Ordinal);
                var point = text.IndexOf('.', StringComparison.Ordinal);
                needed = Math.Max(needed, point < 0 ? 0 : mark - point - 1);
            }
        }

        return needed;
    }
}
