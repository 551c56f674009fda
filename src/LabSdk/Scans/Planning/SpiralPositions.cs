namespace LabSdk;

/// <summary>The points of spirals in a plane, around the origin. Number for number what Bluesky's plans of these names visit, where the two agree on the mathematics.</summary>
internal static class SpiralPositions
{
    /// <summary>The most points of one spiral; they are computed when the plan is made.</summary>
    public const int MostPoints = 5_000_000;

    /// <summary>Angle between two points of a sunflower, in degrees: the golden angle.</summary>
    private const double GoldenAngle = 137.508;

    /// <summary>Rings at equal distance; ring k has k times as many points as the first, so that all points lie equally dense.</summary>
    public static IReadOnlyList<(double X, double Y)> Rings(in SpiralArea area, double step, double perRing)
    {
        var rings = 1 + Math.Floor(area.Radius / step);
        RequireFew(0.5 * perRing * (rings + 1) * (rings + 2));
        var points = new List<(double, double)>();
        for (var ring = 1; ring <= rings + 1; ring++)
        {
            var (radius, count) = (ring * step, (int)(ring * perRing));
            for (var i = 0; i < count; i++)
            {
                area.AddInside(points, radius, i * (2 * Math.PI / (ring * perRing)));
            }
        }

        return points;
    }

    /// <summary>A sunflower (Vogel's form of the spiral of Fermat): every point has the same area around it.</summary>
    public static IReadOnlyList<(double X, double Y)> Fermat(in SpiralArea area, double step)
    {
        var count = Math.Floor(Math.Pow(1.5 * area.Radius / step, 2));
        RequireFew(count);
        var points = new List<(double, double)>();
        for (var i = 1; i < count; i++)
        {
            area.AddInside(points, Math.Sqrt(i) * step, i * GoldenAngle * Math.PI / 180);
        }

        return points;
    }

    /// <summary>Every point of a grid once, from its middle outwards round and round; each step goes to a neighbour while the grid is square.</summary>
    public static IEnumerable<(double X, double Y)> Square(double xRange, double yRange, int xCount, int yCount)
    {
        RequireFew((double)xCount * yCount);
        return Walk(xRange, yRange, xCount, yCount);
    }

    private static IEnumerable<(double X, double Y)> Walk(double xRange, double yRange, int xCount, int yCount)
    {
        var (x, y) = (Offsets(xRange, xCount), Offsets(yRange, yCount));
        var (column, row) = ((xCount - 1) / 2, (yCount - 1) / 2);
        var (right, up) = (1, 0);
        long left = (long)xCount * yCount;
        for (var leg = 0; left > 0; leg++)
        {
            // Legs of 1, 1, 2, 2, 3, 3, ... steps, a quarter turn after each.
            for (var step = 0; step <= leg / 2 && left > 0; step++)
            {
                if (column >= 0 && column < xCount && row >= 0 && row < yCount)
                {
                    left--;
                    yield return (x[column], y[row]);
                }

                (column, row) = (column + right, row + up);
            }

            (right, up) = (-up, right);
        }
    }

    private static LinearPositions Offsets(double range, int count) => count == 1 ? new LinearPositions(0, 0, 1) : new LinearPositions(-range / 2, range / 2, count);

    private static void RequireFew(double count)
    {
        if (!(count <= MostPoints))
        {
            throw new ArgumentException(FormattableString.Invariant($"The spiral would have about {count:G3} points; at most {MostPoints} fit into a plan. Take larger steps or a smaller range."));
        }
    }
}
