namespace LabSdk.Simulation.Odp;

/// <summary>A closed track of 5.4 km with twelve corners, as points about 2 m apart.</summary>
internal sealed class CarTrack
{
    private const int Count = 2700;
    private const double Scale = 665;

    // A circle, bent: waves around it by number, height and phase.
    private static readonly (int Number, double Height, double Phase)[] Waves = [(2, 0.30, 3.29), (3, 0.16, 4.50), (5, 0.12, 4.48), (7, 0.092, 1.72), (11, 0.039, 3.40)];

    private readonly (double X, double Y)[] _points = new (double, double)[Count];

    public CarTrack()
    {
        for (var i = 0; i < Count; i++)
        {
            var angle = 2 * Math.PI * i / Count;
            var radius = Scale * (1 + Waves.Sum(wave => wave.Height * Math.Cos((wave.Number * angle) + wave.Phase)));
            _points[i] = (radius * Math.Cos(angle), radius * Math.Sin(angle));
        }

        Steps = [.. Enumerable.Range(0, Count).Select(i => Distance(At(i), At(i + 1)))];
        Curvatures = [.. Enumerable.Range(0, Count).Select(CurvatureAt)];
        Length = Steps.Sum();
    }

    public static int Points => Count;

    /// <summary>Metres.</summary>
    public double Length { get; }

    /// <summary>Metres from each point to the next.</summary>
    public double[] Steps { get; }

    /// <summary>1/m, positive to the left.</summary>
    public double[] Curvatures { get; }

    /// <summary>A point, in metres; the numbers go round.</summary>
    public (double X, double Y) At(int index) => _points[((index % Count) + Count) % Count];

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y)));

    // Of the circle through three points.
    private double CurvatureAt(int index)
    {
        var (a, b, c) = (At(index - 1), At(index), At(index + 1));
        var cross = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        return 2 * cross / (Distance(a, b) * Distance(b, c) * Distance(a, c));
    }
}
