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

    /// <summary>The points as absolute targets.</summary>
    /// <param name="origins">Where each motor stood at the start.</param>
    IEnumerable<double[]> Targets(IReadOnlyList<double> origins);
}
