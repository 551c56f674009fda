using System.Globalization;

namespace LabSdk.Display;

/// <summary>The marks of an axis: places, labels, and what the labels have to be multiplied with or added to.</summary>
/// <param name="Places">Values that carry a mark.</param>
/// <param name="Labels">Text of each mark.</param>
/// <param name="Exponent">The labels times ten to this power are the values.</param>
/// <param name="Offset">Is added to the labels, in units of the value.</param>
internal sealed record Ticks(double[] Places, string[] Labels, int Exponent = 0, double Offset = 0)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>What stands at the end of the axis, for example <c>×10⁻⁶</c>; null when the labels are the values.</summary>
    public string? Multiplier
    {
        get
        {
            var factor = Exponent != 0 ? "×10" + Superscript(Exponent) : null;
            var added = Offset != 0 ? (Offset > 0 ? "+" : "−") + Numbers.General(Math.Abs(Offset), 12) : null;
            return factor is null ? added : added is null ? factor : factor + " " + added;
        }
    }

    /// <summary>A power as superscript digits.</summary>
    public static string Superscript(int power) => string.Concat(power.ToString(CultureInfo.InvariantCulture)
        .Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));

    /// <summary>Marks for an axis.</summary>
    /// <param name="range">What the axis shows.</param>
    /// <param name="scale">How it runs.</param>
    /// <param name="wanted">About how many marks fit.</param>
    public static Ticks For(AxisRange range, AxisScale scale, int wanted) => scale switch
    {
        AxisScale.Logarithmic => LogTicks.For(range, wanted),
        AxisScale.Time => TimeTicks.For(range, wanted),
        _ => LinearTicks.For(range, wanted),
    };

    // Typographic minus: as wide as a digit, not to be taken for a hyphen.
    internal static string Minus(string text) => text.Replace('-', '−');
}
