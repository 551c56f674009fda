using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// Where the engine takes its points from, one at a time: the next is asked for only when the last was measured, so a source
/// may decide by what was measured.
/// </summary>
internal interface IPointSource
{
    /// <summary>What is moved, in the order of the targets.</summary>
    IReadOnlyList<IMovable> Motors { get; }

    /// <summary>Number of points, or null when it is not known before.</summary>
    long? PointCount { get; }

    /// <summary>True when the same points can be listed at any time, before anything is measured.</summary>
    bool IsKnown => true;

    /// <summary>True when a point may depend on what was measured at the points before.</summary>
    bool DependsOnMeasured => false;

    /// <summary>True when targets count from where the motors stand when the scan starts.</summary>
    bool IsRelative => false;

    /// <summary>True when motors keep their target over several points, so that it need not be sent again.</summary>
    bool HoldsTargets => false;

    /// <summary>The points as absolute targets; NaN leaves a motor where it is.</summary>
    /// <param name="origins">Where each motor stood at the start.</param>
    /// <param name="measured">All points before the one that is asked for.</param>
    IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured);

    /// <summary>What can be found wrong before anything moves, as sentences.</summary>
    /// <param name="origins">Where each motor stands; null when nobody has asked yet: what depends on it is left out.</param>
    /// <param name="allowsBeyondLimits">True to leave out limits.</param>
    IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits);

    /// <summary>The same path with other motors.</summary>
    /// <param name="replace">Gets each motor and gives the one that takes its place.</param>
    IPointSource With(Func<IMovable, IMovable> replace);

    /// <summary>The path as data, for the journal.</summary>
    /// <param name="motors">The motors of the whole plan.</param>
    PathDescription Describe(IReadOnlyList<IMovable> motors);
}
