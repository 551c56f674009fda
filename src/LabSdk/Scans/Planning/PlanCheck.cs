using System.Globalization;
using LabSdk.Data;
using LabSdk.Devices;

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

        foreach (var stranger in plan.Policies.Keys.Except(plan.Motors.Select(motor => motor.Id).Concat(plan.Detectors.Select(detector => detector.Id))).Order(StringComparer.Ordinal))
        {
            yield return $"It has a Timeout or Retry for '{stranger}', which it neither moves nor reads.";
        }

        foreach (var fault in NameFaults(plan))
        {
            yield return fault;
        }

        if (plan.Flight is not null && (plan.DwellTime > TimeSpan.Zero || plan.ReadingsPerPoint > 1 || plan.PointsPerCheckpoint > 1))
        {
            yield return "A fly scan reads while the motor moves: Dwell(), Repeat() and CheckpointEvery() do not fit; its rate says how often it reads.";
        }

        foreach (var fault in plan.Source.Faults(origins, plan.AllowsBeyondLimits))
        {
            yield return fault;
        }
    }

    /// <summary>Checks a point that could not be known before the scan, just before its motors are sent.</summary>
    /// <exception cref="LabConfigurationException">A target is not finite or lies beyond the limits of its motor; none of the motors was sent.</exception>
    public static void RequirePoint(ScanPlan plan, IReadOnlyList<IMovable> motors, PlanPoint point)
    {
        for (var i = 0; i < motors.Count; i++)
        {
            // NaN leaves a motor where it is; sources of the user's own points do not let it through.
            if (!double.IsNaN(point.Targets[i]) && LimitCheck.TargetFault(motors[i], point.Targets[i], plan.AllowsBeyondLimits) is { } fault)
            {
                throw Refused(string.Create(CultureInfo.InvariantCulture, $"Point {point.Index + 1} cannot be measured: {fault}. No motor was sent to it."));
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

    private static LabConfigurationException Refused(string message) =>
        new(ScanErrorIds.InvalidPlan, message, "Preview() shows the points, the limits and all faults of a plan.");
}
