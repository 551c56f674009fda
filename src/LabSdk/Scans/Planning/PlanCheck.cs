using System.Globalization;
using LabSdk.Data;

namespace LabSdk;

/// <summary>Finds everything that is wrong with a plan before anything moves.</summary>
internal static class PlanCheck
{
    public static readonly long MostPoints = Array.MaxLength;

    /// <summary>Throws one error that lists all faults.</summary>
    public static void Require(ScanPlan plan, IReadOnlyList<double>? origins)
    {
        var faults = Faults(plan, origins).ToList();
        if (faults.Count == 1)
        {
            throw Refused($"The plan cannot be run: {faults[0]} Nothing was moved.");
        }

        if (faults.Count > 1)
        {
            throw Refused($"The plan cannot be run for {faults.Count} reasons: {string.Join(' ', faults.Select((fault, i) => $"({i + 1}) {fault}"))} Nothing was moved.");
        }
    }

    /// <summary>The faults as sentences. Relative tracks are checked against limits only when the origins are known.</summary>
    public static IEnumerable<string> Faults(ScanPlan plan, IReadOnlyList<double>? origins)
    {
        if (plan.PointCount > MostPoints)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"It has {(plan.PointCount == long.MaxValue ? "far too many" : plan.PointCount)} points; a table holds at most {MostPoints}.");
        }

        foreach (var twice in plan.Motors.GroupBy(motor => motor.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"The motor '{twice.Key}' stands in it twice.";
        }

        foreach (var fault in NameFaults(plan))
        {
            yield return fault;
        }

        var motor = 0;
        foreach (var track in plan.Axes.SelectMany(axis => axis.Tracks))
        {
            var origin = !track.IsRelative ? 0 : origins?[motor];
            motor++;
            if (TrackFault(track, origin, plan.AllowsBeyondLimits) is { } fault)
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> NameFaults(ScanPlan plan)
    {
        foreach (var name in new ScanColumns(plan).Infos.GroupBy(info => info.Name, StringComparer.Ordinal))
        {
            var roles = name.Select(info => info.Role).Distinct().ToArray();
            if (name.Key.Length == 0)
            {
                yield return "A device has an empty id, which cannot name a column.";
            }
            else if (roles is [ColumnRole.Detector] && name.Count() > 1)
            {
                yield return $"The detector '{name.Key}' is read twice.";
            }
            else if (roles.Length > 1)
            {
                var way = roles.Any(role => role is ColumnRole.Readback or ColumnRole.Time) ? "leave out the extra columns with Plain()" : "leave it out of Read()";
                yield return $"Two columns would have the name '{name.Key}'; {way}.";
            }
        }
    }

    private static string? TrackFault(PlanTrack track, double? origin, bool allowsBeyondLimits)
    {
        var (limits, unit) = (track.Motor.Limits, track.Motor.Unit);
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

        if (outside == 0)
        {
            return null;
        }

        var place = first > limits.Maximum
            ? string.Create(CultureInfo.InvariantCulture, $"above the upper limit {Quantity(limits.Maximum, unit)}")
            : string.Create(CultureInfo.InvariantCulture, $"below the lower limit {Quantity(limits.Minimum, unit)}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"'{track.Motor.Id}' would go to {Quantity(first, unit)} at position {firstAt + 1} of {track.Positions.Count}, {place}; {outside} of its positions lie outside {limits}.");
    }

    private static string Quantity(double value, string unit) => new Quantity(value, unit).ToString();

    private static LabConfigurationException Refused(string message) =>
        new(ScanErrorIds.InvalidPlan, message, "Preview() shows the points, the limits and all faults of a plan.");
}
