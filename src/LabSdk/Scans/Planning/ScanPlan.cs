using System.Collections.Immutable;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// A measurement that can be looked at, previewed and run as often as wanted. Made by <see cref="Plans"/>; every method returns a
/// new plan and leaves this one as it is.
/// </summary>
/// <remarks>Immutable and thread-safe. Only <see cref="Run"/>, <see cref="RunAsync"/> and the previews of relative plans talk to devices.</remarks>
public sealed partial record ScanPlan
{
    internal ScanPlan(string planName, ImmutableArray<PlanAxis> axes)
    {
        PlanName = planName;
        Axes = axes;
    }

    internal ScanPlan(string planName, IPointSource source)
    {
        PlanName = planName;
        OwnSource = source;
        Axes = [];
    }

    /// <summary>The kind of plan, for example <c>scan</c>, <c>grid_scan</c> or <c>spiral</c>; of a plan of your own the name that you gave.</summary>
    public string PlanName { get; internal init; }

    /// <summary>
    /// The dimensions, slowest first; empty when nothing moves, and for plans that are not made of axes: composed ones, adaptive ones and
    /// your own.
    /// </summary>
    public IReadOnlyList<PlanAxis> Axes { get; internal init; }

    /// <summary>What is moved, in the order of the axes.</summary>
    public IReadOnlyList<IMovable> Motors => Source.Motors;

    /// <summary>What is read at each point, in the order of the columns.</summary>
    public IReadOnlyList<IReadable> Detectors { get; private init; } = [];

    /// <summary>Number of points; null when the plan finds them on its way.</summary>
    public long? PointCount => Source.PointCount;

    /// <summary>True when the points are known before anything is measured; false for adaptive plans and for points from an iterator.</summary>
    public bool HasKnownPoints => Source.IsKnown;

    /// <summary>
    /// All points in the order they are measured, computed one by one. Positions of relative tracks are distances from the start;
    /// <see cref="Preview()"/> gives them where the motor stands now. Empty when they are not known before, see <see cref="HasKnownPoints"/>.
    /// </summary>
    public IEnumerable<PlanPoint> Points => PointsFrom(new double[Motors.Count]);

    /// <summary>Time to wait at each point between the move and the reading. Default 0.</summary>
    public TimeSpan DwellTime { get; private init; }

    /// <summary>Time from point to point of a time series; null for as fast as it goes.</summary>
    public TimeSpan? Interval { get; internal init; }

    /// <summary>The longest that the moves, or the readings, of one point may take; null (default) leaves it to the devices.</summary>
    public TimeSpan? StepTimeout { get; private init; }

    /// <summary>True when the faster motors of a grid turn round at the end of each line.</summary>
    public bool IsSnake { get; private init; }

    /// <summary>How often the detectors are read at each point, see <see cref="Repeat"/>. Default 1.</summary>
    public int ReadingsPerPoint { get; private init; } = 1;

    /// <summary>True (default) when the detectors of a point are read at the same time.</summary>
    public bool ReadsInParallel { get; private init; } = true;

    /// <summary>True (default) when the table gets the position that each motor reported after its move.</summary>
    public bool HasReadback { get; private init; } = true;

    /// <summary>True (default) when the table gets the time of each point.</summary>
    public bool HasTime { get; private init; } = true;

    /// <summary>True when the motors go back to where they stood, after the last point.</summary>
    public bool ReturnsToStart { get; internal init; }

    /// <summary>True when a failed scan is returned with <see cref="ScanResult.Error"/> instead of thrown.</summary>
    public bool KeepsErrors { get; private init; }

    /// <summary>True when no progress is shown while the plan runs.</summary>
    public bool IsQuiet { get; private init; }

    /// <summary>True when targets beyond the limits of a motor are sent too.</summary>
    public bool AllowsBeyondLimits { get; private init; }

    /// <summary>Notes to keep with the data, in the order given.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; private init; } = ScanMetadata.Empty;

    internal long Repeats { get; init; } = 1;

    internal ImmutableArray<Func<ScanPoint, Task>> Hooks { get; private init; } = [];

    internal ImmutableArray<IScanObserver> Observers { get; private init; } = [];

    internal TimeProvider Clock { get; private init; } = TimeProvider.System;

    /// <summary>The path of a plan that is not made of axes.</summary>
    internal IPointSource? OwnSource { get; init; }

    internal IPointSource Source => OwnSource ?? new GridPoints(Axes, IsSnake, Repeats);

    /// <summary>How the motor flies; null for plans that stop at each point.</summary>
    internal FlyPoints? Flight => OwnSource as FlyPoints;

    internal bool IsRelative => Source.IsRelative;

    /// <summary>What dwell times or intervals add up to.</summary>
    internal TimeSpan LeastTime
    {
        get
        {
            var points = PointCount ?? 0;
            var perPoint = (decimal)DwellTime.Ticks * points;
            var series = Interval is { } interval ? (decimal)interval.Ticks * Math.Max(0, points - 1) : 0;
            return new TimeSpan((long)Math.Min(Math.Max(perPoint, series), TimeSpan.MaxValue.Ticks));
        }
    }

    /// <summary>Returns for example <c>scan 'mock_stage' 0 to 100 in 11 steps, reading 'mock_power_meter'</c>.</summary>
    public override string ToString()
    {
        var read = Detectors.Count == 0 ? "" : $", reading {string.Join(", ", Detectors.Select(detector => $"'{detector.Id}'"))}";
        return $"{PlanName} {Source}{read}";
    }

    internal IEnumerable<PlanPoint> PointsFrom(IReadOnlyList<double> origins) =>
        HasKnownPoints ? Source.Targets(origins, MeasuredPoints.None).Select((targets, index) => new PlanPoint(index, targets)) : [];

}
