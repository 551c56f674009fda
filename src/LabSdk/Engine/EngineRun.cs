using LabSdk.Daq;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;

namespace LabSdk;

/// <summary>A run of the daemon's own engine with its points as a table. Shows itself with its table.</summary>
/// <remarks>Thread-safe: immutable.</remarks>
[TypeFormatterSource]
public sealed class EngineRun : IDisplayable
{
    internal EngineRun(DaqPlan plan, DaqRunResult result)
    {
        Plan = plan;
        Result = result;
        Data = Table(plan, result);
    }

    /// <summary>The plan.</summary>
    public DaqPlan Plan { get; }

    /// <summary>The run as the daemon told it: id, exit status, documents.</summary>
    public DaqRunResult Result { get; }

    /// <summary>
    /// The points: where the motors were sent (the daemon does not tell where they were), what was read, and the time in s
    /// since the first point.
    /// </summary>
    public DataFrame Data { get; }

    /// <summary>Returns the run with its table.</summary>
    public MimeBundle ToMimeBundle() => View().ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => View().ToHtml();

    /// <summary>Returns plan, status and number of points in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Plan.PlanType} on the daemon: {Result.ExitStatus}, {Data.RowCount} points");

    private static DataFrame Table(DaqPlan plan, DaqRunResult result)
    {
        var motors = result.Events.SelectMany(point => point.Positions.Keys).Distinct().ToArray();
        var detectors = result.Events.SelectMany(point => point.Data.Keys).Distinct().Except(motors).ToArray();
        var builder = new DataFrameBuilder();
        foreach (var motor in motors)
        {
            builder.AddColumn<double>(motors.Length == 1 ? "position" : motor, role: ColumnRole.Setpoint, source: motor);
        }

        foreach (var detector in detectors)
        {
            builder.AddColumn<double>(detector, role: ColumnRole.Detector, source: detector);
        }

        builder.AddColumn<double>("time", "s", ColumnRole.Time);
        foreach (var point in result.Events)
        {
            builder.Append(
            [
                .. motors.Select(motor => Value(point.Positions, motor)),
                .. detectors.Select(detector => Value(point.Data, detector)),
                (point.Timestamp - result.Events[0].Timestamp).TotalSeconds,
            ]);
        }

        builder.Metadata = new Dictionary<string, object?>
        {
            ["run_uid"] = result.RunUid,
            ["plan"] = plan.PlanType,
            ["exit_status"] = result.ExitStatus,
        };
        return builder.Snapshot();
    }

    private static DataValue Value(IReadOnlyDictionary<string, double> values, string name) =>
        values.TryGetValue(name, out var value) ? value : DataValue.Null;

    private Card View() => new($"{Plan.PlanType} on the daemon")
    {
        State = Result.IsSuccess ? Result.LostEvents == 0 ? State.Ok : State.Warn : State.Fault,
        StateWord = Result.ExitStatus,
        Body =
        [
            new PropertyList
            {
                { "Run", Cell.Code(Result.RunUid) },
                { "Points", Data.RowCount },
                { "Lost on the way", Result.LostEvents },
            },
            Views.Of(Data) as Block ?? new TextBlock(Data.ToText()),
        ],
    };
}
