using System.Globalization;

namespace LabSdk.Daq.Wire;

/// <summary>
/// The two ways in which the daemon writes numbers: plain decimals without exponent in device states and hardware
/// parameter events, JSON numbers in parameter values. Both are the shortest digits that read back to the same number.
/// </summary>
internal static class RustNumber
{
    /// <summary>As Rust's Display: <c>0.000001</c>, <c>10</c>, <c>-0</c>, <c>NaN</c>, <c>inf</c>, <c>-inf</c>; never an exponent.</summary>
    public static string Plain(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }

        var (sign, digits, point) = Split(value);
        return sign + Decimal(digits, point, wholeSuffix: "");
    }

    /// <summary>As serde_json: <c>0.0</c>, <c>1e-6</c>, <c>1e16</c>, <c>2.5e-7</c>; <c>null</c> for what JSON has no number for.</summary>
    public static string Json(double value)
    {
        if (!double.IsFinite(value))
        {
            return "null";
        }

        var (sign, digits, point) = Split(value);
        if (point is > -5 and <= 16)
        {
            return sign + Decimal(digits, point, wholeSuffix: ".0");
        }

        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{point - 1}");
    }

    /// <summary>Sign, shortest digits, and where the decimal point stands: value = 0.digits * 10^point.</summary>
    private static (string Sign, string Digits, int Point) Split(double value)
    {
        var sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
        {
            return (sign, "0", 1);
        }

        // .NET writes the shortest digits too, but chooses the exponent form by its own rule; take the digits only.
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark >= 0)
        {
            exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text.Length : dot;
        var digits = dot < 0 ? text : text.Remove(dot, 1);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (sign, digits.Trim('0'), whole - leading + exponent);
    }

    private static string Decimal(string digits, int point, string wholeSuffix)
    {
        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return point >= digits.Length
            ? digits + new string('0', point - digits.Length) + wholeSuffix
            : $"{digits[..point]}.{digits[point..]}";
    }
}
