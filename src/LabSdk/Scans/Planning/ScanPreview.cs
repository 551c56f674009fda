using System.Globalization;
using System.Text;

namespace LabSdk;

/// <summary>What a plan would do.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ScanPreview
{
    private readonly double[] _origins;

    internal ScanPreview(ScanPlan plan, double[]? origins)
    {
        Plan = plan;
        _origins = origins ?? new double[plan.Motors.Count];
        Faults = [.. PlanCheck.Faults(plan, _origins), .. plan.IsOnDaemon ? DaemonPlan.Faults(plan) : []];
    }

    /// <summary>The plan.</summary>
    public ScanPlan Plan { get; }

    /// <summary>Number of points; null when the plan finds them on its way.</summary>
    public long? PointCount => Plan.PointCount;

    /// <summary>The points with absolute positions in the order they are measured, computed one by one; empty when they are not known before.</summary>
    public IEnumerable<PlanPoint> Points => Plan.PointsFrom(_origins);

    /// <summary>The way of each motor, in the order of the axes. Computed from all points at the first access.</summary>
    public IReadOnlyList<MotorPath> Paths => field ??= MotorPath.Of(this);

    /// <summary>Everything that would keep the plan from running, for example positions beyond limits; empty when it can run.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>True when the plan can run.</summary>
    public bool CanRun => Faults.Count == 0;

    /// <summary>Number of readings that will be taken; null when the number of points is not known.</summary>
    public long? ReadingCount => PointCount * Plan.Detectors.Count;

    /// <summary>
    /// The time the plan takes at least: dwell times, or the duration of a time series. Moves and readings come on top; their
    /// duration is the devices' own.
    /// </summary>
    public TimeSpan LeastTime => Plan.LeastTime;

    /// <summary>Returns the plan, counts, ways and faults as text of a few lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Plan}\n{PointCount} points, {ReadingCount} readings, at least {LeastTime.TotalSeconds:0.###} s without moves and readings\n");
        foreach (var path in Paths)
        {
            text.Append(CultureInfo.InvariantCulture, $"{path}\n");
        }

        text.Append(CanRun ? "can run" : "cannot run:");
        foreach (var fault in Faults)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {fault}");
        }

        return text.ToString();
    }
}
