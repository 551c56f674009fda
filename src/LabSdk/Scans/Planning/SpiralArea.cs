namespace LabSdk;

/// <summary>The rectangle that a spiral fills, around the origin.</summary>
/// <param name="xRange">Its whole width.</param>
/// <param name="yRange">Its whole height.</param>
/// <param name="aspect">Vertical over horizontal radius of the spiral.</param>
/// <param name="tilt">How far its left and right sides lean, in radians.</param>
internal readonly struct SpiralArea(double xRange, double yRange, double aspect, double tilt)
{
    // A leaning side: x grows by this for each unit of y.
    private readonly double _lean = 1 / Math.Tan(tilt + (Math.PI / 2));

    /// <summary>Half the diagonal, with the height counted in horizontal units.</summary>
    public double Radius => double.Hypot(xRange / 2, yRange / (2 * aspect));

    public void AddInside(List<(double X, double Y)> points, double radius, double angle)
    {
        var (x, level) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        if (Math.Abs(x - (level * _lean)) <= xRange / 2 && Math.Abs(level) <= yRange / (2 * aspect))
        {
            points.Add((x, level * aspect));
        }
    }
}
