using System.Globalization;
using System.Text;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>What a plan would do.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
[TypeFormatterSource]
public sealed class ScanPreview : IDisplayable
{
    private readonly double[] _origins;
    private readonly IReadOnlyList<double?> _speeds;
    private PathSurvey? _survey;

    internal ScanPreview(ScanPlan plan, double[]? origins, IReadOnlyList<double?>? speeds = null)
    {
        _speeds = speeds ?? new double?[plan.Motors.Count];
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
    public IReadOnlyList<MotorPath> Paths => Survey.Paths;

    /// <summary>Everything that would keep the plan from running, for example positions beyond limits; empty when it can run.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>True when the plan can run.</summary>
    public bool CanRun => Faults.Count == 0;

    /// <summary>Number of readings that will be taken; null when the number of points is not known.</summary>
    public long? ReadingCount => PointCount * Plan.Detectors.Count * Plan.ReadingsPerPoint;

    /// <summary>
    /// The time the plan takes at least: dwell times, or the duration of a time series. Moves and readings come on top; their
    /// duration is the devices' own.
    /// </summary>
    public TimeSpan LeastTime => Plan.LeastTime;

    /// <summary>Number of calls to devices: moves and readings; null when the points are not known before. The position after a move costs no call.</summary>
    public long? CallCount => Survey.Moves + ReadingCount;

    /// <summary>
    /// What moves, dwell times and intervals take together; null when a point, or the speed of a motor that moves, is not known. Readings come on top, and the
    /// way to the first point.
    /// </summary>
    public TimeSpan? EstimatedTime => Survey.MoveTime is not { } moves ? null : Plan.Interval is null ? moves + Plan.LeastTime : moves > Plan.LeastTime ? moves : Plan.LeastTime;

    /// <summary>Size of the table in bytes, with the arrays of <see cref="ScanPlan.Repeat"/>; null when the number of points is not known. The journal takes a little more.</summary>
    public long? DataSize => PointCount is { } points ? (long)Math.Min((double)points * RowSize, long.MaxValue / 2) : null;

    /// <summary>Returns counts, time, size, faults, and a plot of the path with the limits of the motors.</summary>
    public MimeBundle ToMimeBundle() => PreviewView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => PreviewView.Of(this).ToHtml();

    private PathSurvey Survey => _survey ??= PathSurvey.Of(this, _speeds);

    private long RowSize => new ScanColumns(Plan).Infos.Sum(info => sizeof(double) * (info.Shape ?? []).Aggregate(1L, (product, size) => product * size));

    /// <summary>Returns the plan, counts, ways and faults as text of a few lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Plan}\n{PointCount?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of"} points, {ReadingCount?.ToString(CultureInfo.InvariantCulture) ?? "an unknown number of"} readings, at least {LeastTime.TotalSeconds:0.###} s without moves and readings\n");
        text.Append(CultureInfo.InvariantCulture, $"{(EstimatedTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"about {time.TotalSeconds:0.###} s with moves") : "time of the moves unknown")}, {(DataSize is { } size ? PreviewView.Size(size) : "an unknown amount")} of data\n");
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
