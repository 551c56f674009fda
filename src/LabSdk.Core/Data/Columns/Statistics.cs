using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>Numerics on plain spans.</summary>
internal static class Statistics
{
    /// <summary>
    /// The sum with the rounding error of every addition carried along (two-sum in each vector lane), so that it is as exact as the
    /// result can be, also when large values cancel. Memory is the limit of its speed, not the corrections.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (sums, errors) = (Vector<double>.Zero, Vector<double>.Zero);
        foreach (var vector in vectors)
        {
            var next = sums + vector;
            var taken = next - sums;
            errors += sums - (next - taken) + (vector - taken);
            sums = next;
        }

        var (sum, error) = (0.0, Vector.Sum(errors));
        for (var i = 0; i < Vector<double>.Count; i++)
        {
            (sum, error) = Add(sum, error, sums[i]);
        }

        foreach (var value in Rest(values, vectors.Length))
        {
            (sum, error) = Add(sum, error, value);
        }

        // An infinite sum has no error to correct.
        return double.IsFinite(error) ? sum + error : sum;
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

    private static (double Sum, double Error) Add(double sum, double error, double value)
    {
        var next = sum + value;
        var taken = next - sum;
        return (next, error + (sum - (next - taken) + (value - taken)));
    }
}
