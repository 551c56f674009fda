using LabSdk.Devices;

namespace LabSdk;

public static partial class Plans
{
    /// <summary>
    /// Visits every combination of positions of any number of motors. The first motor is the slowest, the last the fastest.
    /// A motor is moved only when its target changes.
    /// </summary>
    /// <param name="axes">Each motor with first position, last position (in its own unit) and number of points.</param>
    /// <example><code>GridScan((x, 0, 10, 11), (y, -5, 5, 21)).Snake().Read(power).Run("map")</code></example>
    /// <exception cref="ArgumentException">No motor was given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of points is negative.</exception>
    public static ScanPlan GridScan(params (IMovable Motor, double Start, double Stop, int Steps)[] axes) =>
        Grid([.. axes.Select(a => new PlanTrack(a.Motor, new LinearPositions(a.Start, a.Stop, a.Steps)))]);

    /// <summary>Visits every combination of listed positions. The first motor is the slowest, the last the fastest.</summary>
    /// <param name="axes">Each motor with its positions, in its own unit.</param>
    /// <exception cref="ArgumentException">No motor was given.</exception>
    public static ScanPlan GridScan(params (IMovable Motor, double[] Positions)[] axes) =>
        Grid([.. axes.Select(a => new PlanTrack(a.Motor, new ListedPositions(a.Positions)))]);

    /// <summary>A grid whose faster motors turn round at the end of each line instead of going back: less way, less backlash.</summary>
    /// <inheritdoc cref="GridScan(ValueTuple{IMovable, double, double, int}[])"/>
    public static ScanPlan SnakeScan(params (IMovable Motor, double Start, double Stop, int Steps)[] axes) => GridScan(axes).Snake();

    private static ScanPlan Grid(PlanTrack[] tracks) => tracks.Length == 0
        ? throw new ArgumentException("A grid needs at least one motor.", nameof(tracks))
        : new ScanPlan("grid_scan", [.. tracks.Select(track => new PlanAxis([track]))]);
}
