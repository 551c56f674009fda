using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Looks whether positions are numbers within the limits of a motor, and puts the answer into words.</summary>
internal static class LimitCheck
{
    /// <summary>What is wrong with the positions of a track; null when nothing is.</summary>
    /// <param name="track">The positions.</param>
    /// <param name="origin">Where a relative track counts from; null leaves the limits out.</param>
    /// <param name="allowsBeyondLimits">True to leave out limits.</param>
    public static string? TrackFault(PlanTrack track, double? origin, bool allowsBeyondLimits)
    {
        var limits = track.Motor.Limits;
        var (outside, first, firstAt) = (0, 0.0, 0);
        for (var i = 0; i < track.Positions.Count; i++)
        {
            var target = track.Positions[i] + (origin ?? 0);
            if (!double.IsFinite(target))
            {
                return string.Create(CultureInfo.InvariantCulture, $"Position {i + 1} of {track.Positions.Count} of '{track.Motor.Id}' is not a finite number.");
            }

            if (origin is not null && !allowsBeyondLimits && !limits.Contains(target) && outside++ == 0)
            {
                (first, firstAt) = (target, i);
            }
        }

        return outside == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"'{track.Motor.Id}' would go to {Quantity(track.Motor, first)} at position {firstAt + 1} of {track.Positions.Count}, {Place(track.Motor, first)}; {outside} of its positions lie outside {limits}.");
    }

    /// <summary>What is wrong with the ends of a way, as sentences.</summary>
    public static IEnumerable<string> EndFaults(IMovable motor, double start, double stop, bool allowsBeyondLimits) =>
        new[] { start, stop }.Distinct().Select(end => TargetFault(motor, end, allowsBeyondLimits)).OfType<string>().Select(fault => fault + ".");

    /// <summary>What is wrong with one target; null when nothing is.</summary>
    public static string? TargetFault(IMovable motor, double target, bool allowsBeyondLimits) =>
        !double.IsFinite(target) ? $"the target of '{motor.Id}' is not a finite number"
        : allowsBeyondLimits || motor.Limits.Contains(target) ? null
        : $"'{motor.Id}' would go to {Quantity(motor, target)}, {Place(motor, target)}";

    private static string Place(IMovable motor, double target) => target > motor.Limits.Maximum
        ? $"above the upper limit {Quantity(motor, motor.Limits.Maximum)}"
        : $"below the lower limit {Quantity(motor, motor.Limits.Minimum)}";

    private static string Quantity(IMovable motor, double value) => new Quantity(value, motor.Unit).ToString();
}
