using System.Numerics;
using System.Runtime.CompilerServices;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        var mean = Mean(values);
        var (squares, drift) = (Vector<double>.Zero, Vector<double>.Zero);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var vector in vectors)
        {
            var difference = vector - new Vector<double>(mean);
            squares += difference * difference;
            drift += difference;
        }

        var (square, slip) = (Vector.Sum(squares), Vector.Sum(drift));
        foreach (var value in Rest(values, vectors.Length))
        {
            square += (value - mean) * (value - mean);
            slip += value - mean;
        }

        // The second term removes the rounding of the mean itself.
        return (square - slip * slip / values.Length) / (values.Length - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Min(ReadOnlySpan<double> values)
    {
        var best = double.NaN;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var least = new Vector<double>(double.PositiveInfinity);
        foreach (var vector in vectors)
        {
            // A comparison with NaN is false, so NaN never gets in.
            least = Vector.ConditionalSelect(Vector.LessThan(vector, least), vector, least);
        }

        for (var i = 0; i < Vector<double>.Count; i++)
        {
            best = least[i] < double.PositiveInfinity && !(best <= least[i]) ? least[i] : best;
        }

        // Infinity itself is looked for only when nothing smaller was found.
        foreach (var value in double.IsNaN(best) ? values : Rest(values, vectors.Length))
        {
            best = !double.IsNaN(value) && !(best <= value) ? value : best;
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Max(ReadOnlySpan<double> values)
    {
        var best = double.NaN;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var most = new Vector<double>(double.NegativeInfinity);
        foreach (var vector in vectors)
        {
            most = Vector.ConditionalSelect(Vector.GreaterThan(vector, most), vector, most);
        }

        for (var i = 0; i < Vector<double>.Count; i++)
        {
            best = most[i] > double.NegativeInfinity && !(best >= most[i]) ? most[i] : best;
        }

        foreach (var value in double.IsNaN(best) ? values : Rest(values, vectors.Length))
        {
            best = !double.IsNaN(value) && !(best >= value) ? value : best;
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

        var ranks = new int[2 * fractions.Length];
        for (var i = 0; i < fractions.Length; i++)
        {
            ranks[2 * i] = (int)(fractions[i] * (values.Length - 1));
            ranks[2 * i + 1] = Math.Min(ranks[2 * i] + 1, values.Length - 1);
        }

        var found = Selection.Select(values, ranks);
        for (var i = 0; i < fractions.Length; i++)
        {
            var rest = fractions[i] * (values.Length - 1) - ranks[2 * i];
            result[i] = rest == 0 ? found[2 * i] : Interpolate(found[2 * i], found[2 * i + 1], rest);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool ContainsNaN(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var vector in vectors)
        {
            if (!Vector.EqualsAll(vector, vector))
            {
                return true;
            }
        }

        foreach (var value in Rest(values, vectors.Length))
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<double> Rest(ReadOnlySpan<double> values, int vectors) => values[(vectors * Vector<double>.Count)..];

    private static double Interpolate(double below, double above, double rest) =>
        below == above ? below : below * (1 - rest) + above * rest;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumBlock(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var sums = Vector<double>.Zero;
        foreach (var vector in vectors)
        {
            sums += vector;
        }

        var total = Vector.Sum(sums);
        foreach (var value in Rest(values, vectors.Length))
        {
            total += value;
        }

        return total;
    }
}
