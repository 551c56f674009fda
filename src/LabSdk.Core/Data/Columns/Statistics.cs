using System.Numerics;
using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>Numerics on plain spans.</summary>
internal static class Statistics
{
    private const int Block = 1024;

    /// <summary>Vector sums of short blocks, joined with error compensation: fast, and as exact as one scan over 10^9 points needs.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double total = 0, lost = 0;
        for (var start = 0; start < values.Length; start += Block)
        {
            var part = SumBlock(values.Slice(start, Math.Min(Block, values.Length - start)));
            var next = total + part;
            var slip = Math.Abs(total) >= Math.Abs(part) ? total - next + part : part - next + total;
            lost += double.IsFinite(slip) ? slip : 0;
            total = next;
        }

        return total + lost;
    }

    public static double Mean(ReadOnlySpan<double> values) => values.IsEmpty ? double.NaN : Sum(values) / values.Length;

    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        var mean = Mean(values);
        double squares = 0, drift = 0;
        foreach (var value in values)
        {
            var difference = value - mean;
            squares += difference * difference;
            drift += difference;
        }

        // The second term removes the rounding of the mean itself.
        return (squares - drift * drift / values.Length) / (values.Length - 1);
    }

    public static double Min(ReadOnlySpan<double> values)
    {
        var best = double.NaN;
        foreach (var value in values)
        {
            if (!(best <= value) && !double.IsNaN(value))
            {
                best = value;
            }
        }

        return best;
    }

    public static double Max(ReadOnlySpan<double> values)
    {
        var best = double.NaN;
        foreach (var value in values)
        {
            if (!(best >= value) && !double.IsNaN(value))
            {
                best = value;
            }
        }

        return best;
    }

    public static int ArgMax(ReadOnlySpan<double> values)
    {
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && (best < 0 || values[i] > values[best]))
            {
                best = i;
            }
        }

        return best;
    }

    public static int ArgMin(ReadOnlySpan<double> values)
    {
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && (best < 0 || values[i] < values[best]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Quantiles by linear interpolation; fractions ascending. All NaN when a value is NaN or there is none.</summary>
    public static double[] Quantiles(ReadOnlySpan<double> values, ReadOnlySpan<double> fractions)
    {
        var result = new double[fractions.Length];
        if (values.IsEmpty || ContainsNaN(values))
        {
            Array.Fill(result, double.NaN);
            return result;
        }

        var work = values.ToArray();
        var low = 0;
        for (var i = 0; i < fractions.Length; i++)
        {
            var position = fractions[i] * (work.Length - 1);
            var index = (int)position;
            Selection.Select(work, low, work.Length - 1, index);
            low = index;
            var below = work[index];
            var rest = position - index;
            result[i] = rest == 0 ? below : Interpolate(below, Min(work.AsSpan(index + 1)), rest);
        }

        return result;
    }

    public static bool ContainsNaN(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private static double Interpolate(double below, double above, double rest) =>
        below == above ? below : below * (1 - rest) + above * rest;

    private static double SumBlock(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var sums = Vector<double>.Zero;
        foreach (var vector in vectors)
        {
            sums += vector;
        }

        var total = Vector.Sum(sums);
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..])
        {
            total += value;
        }

        return total;
    }
}
