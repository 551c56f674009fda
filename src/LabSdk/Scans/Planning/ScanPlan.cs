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

    /// <summary>The kind of plan: <c>scan</c>, <c>list_scan</c>, <c>rel_scan</c>, <c>log_scan</c>, <c>grid_scan</c>, <c>count</c> or <c>time_series</c>.</summary>
    public string PlanName { get; }

    /// <summary>The dimensions, slowest first; empty when nothing moves.</summary>
    public IReadOnlyList<PlanAxis> Axes { get; }

    /// <summary>What is moved, in the order of the axes.</summary>
    public IReadOnlyList<IMovable> Motors => Source.Motors;

    /// <summary>What is read at each point, in the order of the columns.</summary>
    public IReadOnlyList<IReadable> Detectors { get; private init; } = [];

    /// <summary>Number of points.</summary>
    public long PointCount => Source.PointCount ?? 0;

    /// <summary>
    /// All points in the order they are measured, computed one by one. Positions of relative tracks are distances from the start;
    /// <see cref="Preview"/> gives them where the motor stands now.
    /// </summary>
    public IEnumerable<PlanPoint> Points => Source.Targets(new double[Motors.Count]).Select((targets, index) => new PlanPoint(index, targets));

    /// <summary>Time to wait at each point between the move and the reading. Default 0.</summary>
    public TimeSpan DwellTime { get; private init; }

    /// <summary>Time from point to point of a time series; null for as fast as it goes.</summary>
    public TimeSpan? Interval { get; internal init; }

    /// <summary>The longest that the moves, or the readings, of one point may take; null (default) leaves it to the devices.</summary>
    public TimeSpan? StepTimeout { get; private init; }

    /// <summary>True when the faster motors of a grid turn round at the end of each line.</summary>
    public bool IsSnake { get; private init; }

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

    internal IPointSource Source => new GridPoints(Axes, IsSnake, Repeats);

    internal bool IsRelative => Axes.Any(axis => axis.Tracks.Any(track => track.IsRelative));

    /// <summary>What dwell times or intervals add up to.</summary>
    internal TimeSpan LeastTime
    {
        get
        {
            var perPoint = (decimal)DwellTime.Ticks * PointCount;
            var series = Interval is { } interval ? (decimal)interval.Ticks * Math.Max(0, PointCount - 1) : 0;
            return new TimeSpan((long)Math.Min(Math.Max(perPoint, series), TimeSpan.MaxValue.Ticks));
        }
    }

    /// <summary>Returns for example <c>scan 'mock_stage' 0 to 100 in 11 steps, reading 'mock_power_meter'</c>.</summary>
    public override string ToString()
    {
        var path = Axes.Count > 0 ? string.Join(" by ", Axes) : PointCount == 1 ? "1 point" : $"{PointCount} points";
        var read = Detectors.Count == 0 ? "" : $", reading {string.Join(", ", Detectors.Select(detector => $"'{detector.Id}'"))}";
        return $"{PlanName} {path}{read}";
    }
}
