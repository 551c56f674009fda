using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>The points of a user's own plan: whatever an iterator gives, one after the other.</summary>
/// <param name="name">The name of the plan.</param>
/// <param name="motors">What is moved.</param>
/// <param name="points">Makes the iterator; gets what was measured so far.</param>
/// <param name="dependsOnMeasured">True when it looks at that.</param>
internal sealed class OwnPoints(string name, IReadOnlyList<IMovable> motors, Func<MeasuredPoints, IEnumerable<double[]>> points, bool dependsOnMeasured) : IPointSource
{
    public IReadOnlyList<IMovable> Motors => motors;

    public long? PointCount => null;

    // An iterator may give its points only once, or do something each time.
    public bool IsKnown => false;

    public bool DependsOnMeasured => dependsOnMeasured;

    public bool HoldsTargets => motors.Count > 1;

    public IEnumerable<double[]> Targets(IReadOnlyList<double> origins, MeasuredPoints measured)
    {
        var number = 0L;
        foreach (var point in points(measured) ?? throw Unfit("its function gave null instead of points"))
        {
            number++;
            if (point is null || point.Length != motors.Count)
            {
                throw Unfit(string.Create(CultureInfo.InvariantCulture, $"point {number} has {point?.Length ?? 0} positions for {motors.Count} motors"));
            }

            if (Array.FindIndex(point, position => !double.IsFinite(position)) is >= 0 and var motor)
            {
                throw Unfit(string.Create(CultureInfo.InvariantCulture, $"the position of '{motors[motor].Id}' at point {number} is not a finite number"));
            }

            // Copied: the iterator may fill the same array again.
            yield return [.. point];
        }
    }

    // Each point is checked when it comes.
    public IEnumerable<string> Faults(IReadOnlyList<double>? origins, bool allowsBeyondLimits) => [];

    public IPointSource With(Func<IMovable, IMovable> replace) => new OwnPoints(name, [.. motors.Select(replace)], points, dependsOnMeasured);

    public PathDescription Describe(IReadOnlyList<IMovable> all) => new(PathDescription.Code, PathDescription.Places(motors, all)) { Name = name };

    public override string ToString() => motors.Count == 0 ? "of its own points" : $"{string.Join(", ", motors.Select(motor => $"'{motor.Id}'"))} through points of its own";

    private LabConfigurationException Unfit(string why) =>
        new(ScanErrorIds.InvalidPlan, $"The plan '{name}' gave a point that cannot be measured: {why}. No motor was sent to it.", "Each point is one finite position for each motor, in the order of the motors.");
}
