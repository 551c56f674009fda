using LabSdk.Devices;

namespace LabSdk;

public static partial class Plans
{
    /// <summary>A plan of your own for one motor: the positions come from any sequence, also from an iterator that computes them one by one.</summary>
    /// <param name="name">What kind of plan it is, as it stands in documents and files; not empty.</param>
    /// <param name="positions">
    /// The positions, in the motor's unit. A list or an array is copied and checked against the limits before anything moves. Of an
    /// iterator each position is checked when it comes; it may be endless, the run then ends by <see cref="ScanRun.Stop"/>.
    /// </param>
    /// <param name="motor">What is moved.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <remarks>
    /// An iterator that throws, or gives a position beyond the limits, ends the run as failed and loses nothing. A run from an iterator
    /// goes on later when the iterator gives the same positions again; it is asked for all of them, and refused when they differ.
    /// </remarks>
    public static ScanPlan From(string name, IEnumerable<double> positions, IMovable motor)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(motor);
        return positions is IReadOnlyCollection<double> or ICollection<double>
            ? new ScanPlan(Named(name), [new PlanAxis([new PlanTrack(motor, new ListedPositions(positions))])])
            : From(name, positions.Select(position => new[] { position }), motor);
    }

    /// <summary>A plan of your own for any number of motors: the points come from any sequence, also from an iterator.</summary>
    /// <param name="name">What kind of plan it is, as it stands in documents and files; not empty.</param>
    /// <param name="points">The points: a position for each motor, in their order and units.</param>
    /// <param name="motors">What is moved; none to read only.</param>
    /// <exception cref="ArgumentException">The name is empty, a point of a list has another number of positions, or a motor is given twice.</exception>
    /// <inheritdoc cref="From(string, IEnumerable{double}, IMovable)" path="/remarks"/>
    public static ScanPlan From(string name, IEnumerable<double[]> points, params IReadOnlyList<IMovable> motors)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points is not (IReadOnlyCollection<double[]> or ICollection<double[]>) || motors is null or { Count: 0 })
        {
            return Own(name, _ => points, motors, dependsOnMeasured: false);
        }

        double[][] listed = [.. points];
        if (listed.FirstOrDefault(point => point?.Length != motors.Count) is var unfit && unfit is not null || listed.Contains(null!))
        {
            throw new ArgumentException(FormattableString.Invariant($"Each point needs {motors.Count} positions, one for each motor."), nameof(points));
        }

        return new ScanPlan(Named(name), [new PlanAxis([.. motors.Select((motor, i) => new PlanTrack(motor, new ListedPositions(listed.Select(point => point[i]))))])]);
    }

    /// <summary>A plan of your own for one motor that chooses each position by what was measured before.</summary>
    /// <param name="name">What kind of plan it is, as it stands in documents and files; not empty.</param>
    /// <param name="positions">
    /// An iterator over positions, in the motor's unit. When it is asked for the next one, every point before is measured and in its argument.
    /// Called on a pool thread, once for each run.
    /// </param>
    /// <param name="motor">What is moved.</param>
    /// <example><code>
    /// Plans.From("climb", measured => Climb(measured), stage).Read(power).Run()
    /// </code></example>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <remarks>
    /// A run that ended early goes on when the iterator, given the measured values again, chooses the same positions; otherwise it is
    /// refused (LAB-RUN-0003) and nothing moves. So let it decide by the measured values only, not by random numbers or the clock.
    /// </remarks>
    public static ScanPlan From(string name, Func<MeasuredPoints, IEnumerable<double>> positions, IMovable motor)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return Own(name, measured => positions(measured)?.Select(position => new[] { position })!, [motor], dependsOnMeasured: true);
    }

    /// <summary>A plan of your own that chooses each point by what was measured before.</summary>
    /// <param name="points">An iterator over points: a position for each motor. Called on a pool thread, once for each run.</param>
    /// <param name="motors">What is moved; none to read only.</param>
    /// <inheritdoc cref="From(string, Func{MeasuredPoints, IEnumerable{double}}, IMovable)"/>
    /// <param name="name">What kind of plan it is, as it stands in documents and files; not empty.</param>
    public static ScanPlan From(string name, Func<MeasuredPoints, IEnumerable<double[]>> points, params IReadOnlyList<IMovable> motors)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Own(name, points, motors, dependsOnMeasured: true);
    }

    private static ScanPlan Own(string name, Func<MeasuredPoints, IEnumerable<double[]>> points, IReadOnlyList<IMovable>? motors, bool dependsOnMeasured)
    {
        ArgumentNullException.ThrowIfNull(motors);
        foreach (var motor in motors)
        {
            ArgumentNullException.ThrowIfNull(motor, nameof(motors));
        }

        return new ScanPlan(Named(name), new OwnPoints(name, [.. motors], points, dependsOnMeasured));
    }

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }
}
