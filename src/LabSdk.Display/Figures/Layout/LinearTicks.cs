using System.Globalization;

namespace LabSdk.Display;

/// <summary>Marks at multiples of 1, 2, 2.5 or 5 times a power of ten.</summary>
internal static class LinearTicks
{
    private static readonly double[] Nice = [1, 2, 2.5, 5, 10];

    public static Ticks For(AxisRange range, int wanted)
    {
        var step = Step(range.Span / Math.Max(1, wanted));
        var first = Math.Ceiling((range.Low / step) - 1e-9);
        var count = (int)Math.Clamp(Math.Floor((range.High / step) + 1e-9) - first + 1, 0, 50);
        var places = new double[count];
        for (var i = 0; i < count; i++)
        {
            places[i] = (first + i) * step;
        }

        var offset = OffsetOf(range, step, places);
        var largest = places.Length == 0 ? 1 : places.Max(p => Math.Abs(p - offset));
        var exponent = ExponentOf(largest);
        var unit = Math.Pow(10, exponent);
        var decimals = Decimals(step / unit);
        var labels = places.Select(p => Label((p - offset) / unit, step / unit, decimals)).ToArray();
        return new Ticks(places, labels, exponent, offset);
    }

    /// <summary>The smallest nice step that is not below the given one.</summary>
    public static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var nice in Nice)
        {
            if (nice * power >= rough * 0.999)
            {
                return nice * power;
            }
        }

        return 10 * power;
    }

    private static string Label(double value, double step, int decimals)
    {
        var clean = Math.Abs(value) < step * 1e-6 ? 0 : value;
        return Ticks.Minus(clean.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    // Engineering exponents only: 10^-6 and 10^-3 are read at a glance, 10^-5 is not.
    private static int ExponentOf(double largest)
    {
        if (largest is 0 or (>= 1e-2 and < 1e5))
        {
            return 0;
        }

        return (int)Math.Floor(Math.Log10(largest) / 3) * 3;
    }

    // When all marks share their first six digits, those digits go to the end of the axis.
    private static double OffsetOf(AxisRange range, double step, double[] places)
    {
        var size = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        if (places.Length == 0 || size < step * 1e6)
        {
            return 0;
        }

        var grain = step * 100;
        return Math.Floor(places[0] / grain) * grain;
    }

    private static int Decimals(double step)
    {
        var decimals = 0;
        while (decimals < 12 && Math.Abs((step * Math.Pow(10, decimals)) - Math.Round(step * Math.Pow(10, decimals))) > 1e-6)
        {
            decimals++;
        }

        return decimals;
    }
}
