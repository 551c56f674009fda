using System.Collections.Immutable;
using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>A plan as data: what is needed to go on with it in another process, and to tell how another plan differs.</summary>
internal sealed record PlanDescription(
    string Kind,
    IReadOnlyList<IReadOnlyList<TrackDescription>> Axes,
    long Repeats,
    bool Snake,
    bool Parallel,
    bool Readback,
    bool Time,
    bool ReturnsToStart,
    bool BeyondLimits,
    double DwellS,
    double? IntervalS,
    double? TimeoutS,
    int Hooks,
    PathDescription? Path = null,
    IReadOnlyList<PolicyDescription>? Policies = null,
    int Readings = 1,
    ControlDescription? Control = null)
{
    public static PlanDescription Of(ScanPlan plan) => new(
        plan.PlanName,
        TrackDescription.Of(plan.Axes),
        plan.Repeats,
        plan.IsSnake,
        plan.ReadsInParallel,
        plan.HasReadback,
        plan.HasTime,
        plan.ReturnsToStart,
        plan.AllowsBeyondLimits,
        plan.DwellTime.TotalSeconds,
        plan.Interval?.TotalSeconds,
        plan.StepTimeout?.TotalSeconds,
        plan.Hooks.Length + plan.Suspenders.Length,
        plan.OwnSource?.Describe(plan.Motors),
        PolicyDescription.Of(plan),
        plan.ReadingsPerPoint,
        ControlDescription.Of(plan));

    /// <summary>What keeps points of this plan and of another one from standing in one table, as sentences.</summary>
    public IEnumerable<string> DifferencesTo(PlanDescription other)
    {
        foreach (var (what, mine, theirs) in Facts(other))
        {
            if (mine != theirs)
            {
                yield return $"The {what} was {mine} and is {theirs} now.";
            }
        }

        if (JournalJson.Text(Path) != JournalJson.Text(other.Path))
        {
            yield return "The path is another one now.";
        }

        if (Axes.Count != other.Axes.Count)
        {
            yield break;
        }

        foreach (var (before, now) in Axes.SelectMany(axis => axis).Zip(other.Axes.SelectMany(axis => axis)))
        {
            if (!before.Equals(now))
            {
                yield return $"The path of motor {before.Motor + 1} was {before} and is {now} now.";
            }
        }
    }

    /// <summary>Makes the plan again; what cannot be written down (callbacks, observers, suspenders) is not in it.</summary>
    public ScanPlan ToPlan(IReadOnlyList<IMovable> motors, IReadOnlyList<IReadable> detectors)
    {
        ImmutableArray<PlanAxis> axes = [.. Axes.Select(axis => new PlanAxis([.. axis.Select(track => track.ToTrack(motors[track.Motor]))]))];
        var plan = (Path is null ? new ScanPlan(Kind, axes) : new ScanPlan(Kind, Path.ToSource(motors))) with
        {
            Repeats = Repeats,
            ReturnsToStart = ReturnsToStart,
            Interval = IntervalS is { } interval ? PlanTime.FromSeconds(interval) : null,
        };
        plan = plan.Read(detectors).Repeat(Readings).Snake(Snake).ReadBack(Readback).AllowBeyondLimits(BeyondLimits).Dwell(DwellS);
        plan = Parallel ? plan.Parallel() : plan.Sequential();
        plan = Time ? plan : plan.Plain().ReadBack(Readback);
        plan = Control?.ApplyTo(plan) ?? plan;
        return PolicyDescription.Apply(TimeoutS is { } timeout ? plan.Timeout(timeout) : plan, Policies);
    }

    private IEnumerable<(string What, string Mine, string Theirs)> Facts(PlanDescription other) =>
    [
        ("kind of plan", Kind, other.Kind),
        ("number of axes", Text(Axes.Count), Text(other.Axes.Count)),
        ("number of motors", Text(Axes.Sum(axis => axis.Count)), Text(other.Axes.Sum(axis => axis.Count))),
        ("number of repeats", Text(Repeats), Text(other.Repeats)),
        ("order of a grid", Snake ? "snake" : "raster", other.Snake ? "snake" : "raster"),
        ("read-back column", Shown(Readback), Shown(other.Readback)),
        ("time column", Shown(Time), Shown(other.Time)),
        ("number of readings at a point", Text(Readings), Text(other.Readings)),
        ("dwell time in s", Text(DwellS), Text(other.DwellS)),
        ("interval in s", Text(IntervalS ?? 0), Text(other.IntervalS ?? 0)),
    ];

    private static string Shown(bool on) => on ? "shown" : "left out";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
