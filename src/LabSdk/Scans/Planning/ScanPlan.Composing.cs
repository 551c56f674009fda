using LabSdk.Devices;

namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>
    /// Measures the points of another plan after those of this one, as one run with one table. It has a column for each motor of both:
    /// a motor that a part does not move stays where the parts before have sent it, and is empty (null) until it was sent anywhere.
    /// </summary>
    /// <param name="next">
    /// What comes after: its path and its detectors. Everything else (dwell time, callbacks, notes) is set on the whole, and refused here.
    /// </param>
    /// <example><code>Scan(x, 0, 10, 11).Then(Scan(y, 0, 5, 6)).Read(power).Dwell(0.1).Run("cross")</code></example>
    /// <exception cref="ArgumentException">The other plan has settings of its own, or one of the two is a time series or a fly scan.</exception>
    /// <remarks>Relative parts count from where their motors stood at the start of the whole run.</remarks>
    public ScanPlan Then(ScanPlan next)
    {
        ArgumentNullException.ThrowIfNull(next);
        RequirePart(this, nameof(next));
        RequirePart(next, nameof(next));
        RequirePathOnly(next, nameof(next));
        return Composed("sequence", new SequencePoints([Source, next.Source]), next);
    }

    /// <summary>
    /// Measures another plan, whole, at each point of this one: a scan, a spiral, an adaptive plan, a count. The number of points is the product.
    /// </summary>
    /// <param name="inner">
    /// What is measured at each point: its path and its detectors. Everything else (dwell time, callbacks, notes) is set on the whole, and refused here.
    /// </param>
    /// <example><code>Scan(temperature, 280, 300, 5).Nest(Align(stage, power, -1, 1, minStep: 0.01)).Run("centre over temperature")</code></example>
    /// <exception cref="ArgumentException">
    /// The inner plan has settings of its own, a motor is in both, one of the two is a time series or a fly scan, or this plan chooses its points by
    /// what was measured.
    /// </exception>
    public ScanPlan Nest(ScanPlan inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        RequirePart(this, nameof(inner));
        RequirePart(inner, nameof(inner));
        RequirePathOnly(inner, nameof(inner));
        if (Source.DependsOnMeasured)
        {
            throw new ArgumentException($"The plan '{PlanName}' chooses its points by what was measured, so it can stand inside another one but not around it.", nameof(inner));
        }

        if (Motors.FirstOrDefault(motor => inner.Motors.Any(other => PathDescription.IsSame(motor, other))) is { } twice)
        {
            throw new ArgumentException($"The motor '{twice.Id}' is moved by both plans; each needs motors of its own.", nameof(inner));
        }

        // Axes around axes are the axes of a grid, which is shown as a map.
        var isGrid = OwnSource is null && inner.OwnSource is null && !IsSnake && !inner.IsSnake && Repeats == 1 && inner.Repeats == 1 && Axes.Count > 0 && inner.Axes.Count > 0;
        return isGrid
            ? Composed("grid_scan", null, inner) with { Axes = [.. Axes, .. inner.Axes] }
            : Composed("nest", new NestedPoints(Source, inner.Source), inner);
    }

    private ScanPlan Composed(string name, IPointSource? source, ScanPlan part)
    {
        if (source?.Describe(source.Motors).Depth > PathDescription.DeepestNest)
        {
            throw new ArgumentException(FormattableString.Invariant($"Plans can stand in each other {PathDescription.DeepestNest} deep."), nameof(part));
        }

        return this with
        {
            PlanName = name,
            OwnSource = source,
            Axes = [],
            Repeats = 1,
            IsSnake = false,
            ReturnsToStart = ReturnsToStart || part.ReturnsToStart,
            Detectors = [.. Detectors, .. part.Detectors.Where(detector => !Detectors.Any(other => PathDescription.IsSame(detector, other)))],
        };
    }

    private static void RequirePart(ScanPlan part, string parameter)
    {
        if (part.Flight is not null)
        {
            throw new ArgumentException("A fly scan moves without stopping at points and cannot be a part of another plan.", parameter);
        }

        if (part.Interval is not null)
        {
            throw new ArgumentException("A time series has times of its own and cannot be a part of another plan; Count() can.", parameter);
        }
    }

    // What would be lost without a word is refused.
    private static void RequirePathOnly(ScanPlan part, string parameter)
    {
        var plain = part.OwnSource is null ? new ScanPlan(part.PlanName, [.. part.Axes]) : new ScanPlan(part.PlanName, part.OwnSource);
        var same = plain with { Repeats = part.Repeats, IsSnake = part.IsSnake, Detectors = part.Detectors, ReturnsToStart = part.ReturnsToStart };
        (string What, bool IsSet)[] settings =
        [
            ("Dwell", part.DwellTime != same.DwellTime),
            ("Timeout", part.StepTimeout != same.StepTimeout),
            ("Sequential", part.ReadsInParallel != same.ReadsInParallel),
            ("ReadBack or Plain", part.HasReadback != same.HasReadback || part.HasTime != same.HasTime),
            ("Repeat", part.ReadingsPerPoint != same.ReadingsPerPoint),
            ("KeepErrors", part.KeepsErrors),
            ("Quiet", part.IsQuiet),
            ("AllowBeyondLimits", part.AllowsBeyondLimits),
            ("WithMetadata", part.Metadata.Count > 0),
            ("OnPoint", part.Hooks.Length > 0),
            ("Observe or OnProgress", part.Observers.Length > 0),
            ("SuspendOn", part.Suspenders.Length > 0),
            ("CheckpointEvery", part.PointsPerCheckpoint != same.PointsPerCheckpoint),
            ("PauseOnInterrupt", part.PausesOnInterrupt),
            ("RetryOnReconnect", part.PointRetry != same.PointRetry),
            ("Timeout(device) or Retry", !part.Policies.IsEmpty),
            ("Journal", part.JournalChoice != same.JournalChoice),
            ("WithClock", part.Clock != same.Clock),
            ("OnDaemon", part.Elsewhere is not null),
        ];
        if (settings.Where(setting => setting.IsSet).Select(setting => $"{setting.What}()").ToArray() is { Length: > 0 } set)
        {
            throw new ArgumentException($"The inner or following plan has settings of its own: {string.Join(", ", set)}. Set them on the composed plan.", parameter);
        }
    }
}
