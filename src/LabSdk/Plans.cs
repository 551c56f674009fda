using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// Plans of measurements, for <c>using static LabSdk.Plans;</c>. A plan is data: nothing moves until <see cref="ScanPlan.Run"/>.
/// </summary>
/// <example><code>var scan = Scan(stage, 0, 100, steps: 11).Read(power).Dwell(0.1).Run("First scan");</code></example>
/// <remarks>Thread-safe. No method here blocks or talks to a device.</remarks>
public static partial class Plans
{
    /// <summary>Moves a motor in equal steps from <paramref name="start"/> to <paramref name="stop"/>, both ends included.</summary>
    /// <param name="motor">What is moved: a motor or any setting that can be brought to a value.</param>
    /// <param name="start">First position, in the motor's unit.</param>
    /// <param name="stop">Last position, in the motor's unit; may be smaller than <paramref name="start"/>, or equal to repeat one position.</param>
    /// <param name="steps">Number of points; at least 0. One point lies at <paramref name="start"/>; 0 gives a table without rows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public static ScanPlan Scan(IMovable motor, double start, double stop, int steps) =>
        new("scan", [new PlanAxis([new PlanTrack(motor, new LinearPositions(start, stop, steps))])]);

    /// <summary>Moves several motors together along one line: all start and arrive at the same points.</summary>
    /// <param name="steps">Number of points; at least 0.</param>
    /// <param name="motors">Each motor with its first and last position, in its own unit.</param>
    /// <example><code>Scan(11, (x, 0, 10), (y, 5, 7)).Read(power).Run()</code></example>
    /// <exception cref="ArgumentException">No motor was given.</exception>
    public static ScanPlan Scan(int steps, params (IMovable Motor, double Start, double Stop)[] motors) =>
        new("scan", [new PlanAxis([.. motors.Select(m => new PlanTrack(m.Motor, new LinearPositions(m.Start, m.Stop, steps)))])]);

    /// <summary>Moves a motor to each of the given positions, in their order.</summary>
    /// <param name="motor">What is moved.</param>
    /// <param name="positions">The positions, in the motor's unit; may repeat; none gives a table without rows.</param>
    public static ScanPlan ListScan(IMovable motor, params IEnumerable<double> positions) =>
        new("list_scan", [new PlanAxis([new PlanTrack(motor, new ListedPositions(positions))])]);

    /// <summary>Moves several motors together through lists of positions of equal length.</summary>
    /// <param name="motors">Each motor with its positions, in its own unit.</param>
    /// <exception cref="ArgumentException">No motor was given, or the lists differ in length.</exception>
    public static ScanPlan ListScan(params (IMovable Motor, double[] Positions)[] motors) =>
        new("list_scan", [new PlanAxis([.. motors.Select(m => new PlanTrack(m.Motor, new ListedPositions(m.Positions)))])]);

    /// <summary>
    /// Moves a motor in equal steps around where it stands when the scan starts, and returns it there after the last point
    /// (see <see cref="ScanPlan.ReturnToStart"/>). Every move is sent as an absolute target, so none can be made twice.
    /// </summary>
    /// <param name="motor">What is moved.</param>
    /// <param name="start">First position as a distance from the position at the start, in the motor's unit; usually negative.</param>
    /// <param name="stop">Last position as a distance from the position at the start, in the motor's unit.</param>
    /// <param name="steps">Number of points; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public static ScanPlan RelativeScan(IMovable motor, double start, double stop, int steps) =>
        new("rel_scan", [new PlanAxis([new PlanTrack(motor, new LinearPositions(start, stop, steps), IsRelative: true)])]) { ReturnsToStart = true };

    /// <summary>Moves a motor in steps of equal ratio from <paramref name="start"/> to <paramref name="stop"/>, both ends included.</summary>
    /// <param name="motor">What is moved.</param>
    /// <param name="start">First position, in the motor's unit; not 0.</param>
    /// <param name="stop">Last position, in the motor's unit; not 0 and of the same sign as <paramref name="start"/>.</param>
    /// <param name="steps">Number of points; at least 0.</param>
    /// <exception cref="ArgumentException">An end is 0, or the ends differ in sign: no ratio leads from one to the other.</exception>
    public static ScanPlan LogScan(IMovable motor, double start, double stop, int steps) =>
        new("log_scan", [new PlanAxis([new PlanTrack(motor, new LogarithmicPositions(start, stop, steps))])]);
}
