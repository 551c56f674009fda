namespace LabSdk.Daq.Wire;

/// <summary>The positions of a line of points, and the order in which the daemon's scan service visits a grid of them.</summary>
internal static class ScanPositions
{
    /// <summary>Points from start to end, both included; one point is the start, none is empty.</summary>
    /// <remarks>Computed as start + step * i like the daemon, so that rebuilt positions are bit-equal to commanded ones.</remarks>
    public static double[] Line(double start, double end, int points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        var positions = new double[points];
        var step = points > 1 ? (end - start) / (points - 1) : 0;
        for (var i = 0; i < points; i++)
        {
            positions[i] = start + (step * i);
        }

        return positions;
    }

    /// <summary>
    /// All points of nested axes; the last axis is the fastest. As a snake, an axis runs backwards when the sum of the
    /// indices of the positions outside it is odd, so that no axis jumps back.
    /// </summary>
    /// <param name="axes">Positions of each axis, outermost first.</param>
    /// <param name="snake">True to reverse inner axes at odd outer indices.</param>
    public static IEnumerable<double[]> Grid(IReadOnlyList<double[]> axes, bool snake)
    {
        if (axes.Any(axis => axis.Length == 0))
        {
            yield break;
        }

        var index = new int[axes.Count];
        do
        {
            yield return Point(axes, index, snake);
        }
        while (Next(axes, index));
    }

    private static double[] Point(IReadOnlyList<double[]> axes, int[] index, bool snake)
    {
        var point = new double[index.Length];
        var backwards = false;
        for (var axis = 0; axis < index.Length; axis++)
        {
            var i = snake && backwards ? axes[axis].Length - 1 - index[axis] : index[axis];
            point[axis] = axes[axis][i];
            backwards ^= (i & 1) == 1;
        }

        return point;
    }

    private static bool Next(IReadOnlyList<double[]> axes, int[] index)
    {
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            if (++index[axis] < axes[axis].Length)
            {
                return true;
            }

            index[axis] = 0;
        }

        return false;
    }
}
