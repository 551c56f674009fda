using System.Globalization;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Makes the three plans of the daemon from texts.</summary>
internal static class PlanFactory
{
    private const int LongestScan = 10_000_000;
    private const int LongestGridAxis = 100_000;

    /// <exception cref="PlanRefusedException">The plan is not usable.</exception>
    public static EnginePlan Create(string type, PlanArguments arguments) => type switch
    {
        "count" => Count(arguments),
        "line_scan" => LineScan(arguments),
        "grid_scan" => GridScan(arguments),
        _ => throw new PlanRefusedException($"Unknown plan type: {type}"),
    };

    private static EnginePlan Count(PlanArguments arguments)
    {
        var points = arguments.Count("num_points", LongestScan);
        var delay = arguments.OptionalSeconds("delay");
        var detectors = Detectors(arguments);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["num_points"] = Text(points), ["delay"] = RustNumber.Plain(delay),
        };
        return new EnginePlan("count", "Count", texts, [], detectors, Steps());

        IEnumerable<PlanStep> Steps()
        {
            for (var index = 0; index < points; index++)
            {
                foreach (var step in Acquire($"count_{Text(index)}", detectors))
                {
                    yield return step;
                }

                if (delay > 0 && index < points - 1)
                {
                    yield return new PlanStep.Wait(delay);
                }
            }
        }
    }

    private static EnginePlan LineScan(PlanArguments arguments)
    {
        var (start, end) = (arguments.Number("start"), arguments.Number("end"));
        var points = arguments.Count("num_points", LongestScan);
        var settle = arguments.OptionalSeconds("settle_time");
        var motor = arguments.Device("motor");
        var detectors = Detectors(arguments);
        if (start == end)
        {
            throw new PlanRefusedException("start and end must be different for line scan");
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["axis"] = motor,
            ["start"] = RustNumber.Plain(start),
            ["stop"] = RustNumber.Plain(end),
            ["num_points"] = Text(points),
            ["detectors"] = string.Join(",", detectors),
        };
        return new EnginePlan("line_scan", "Line Scan", texts, [motor], detectors, Steps());

        IEnumerable<PlanStep> Steps()
        {
            for (var index = 0; index < points; index++)
            {
                yield return new PlanStep.Move(motor, Position(start, end, points, index));
                yield return new PlanStep.Wait(settle);
                foreach (var step in Acquire($"point_{Text(index)}", detectors))
                {
                    yield return step;
                }
            }
        }
    }

    private static EnginePlan GridScan(PlanArguments arguments)
    {
        var x = Axis(arguments, "x");
        var y = Axis(arguments, "y");
        var snake = arguments.OptionalSwitch("snake", otherwise: true);
        var detectors = Detectors(arguments);
        if (x.Motor == y.Motor)
        {
            throw new PlanRefusedException("x_motor and y_motor must be different");
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["snake"] = snake ? "true" : "false" };
        Describe(texts, "outer", y);
        Describe(texts, "inner", x);
        return new EnginePlan("grid_scan", "Grid Scan", texts, [y.Motor, x.Motor], detectors, Steps());

        IEnumerable<PlanStep> Steps()
        {
            for (var row = 0; row < y.Points; row++)
            {
                yield return new PlanStep.Move(y.Motor, y.At(row));
                for (var step = 0; step < x.Points; step++)
                {
                    var column = snake && row % 2 == 1 ? x.Points - 1 - step : step;
                    yield return new PlanStep.Move(x.Motor, x.At(column));
                    foreach (var command in Acquire($"point_{Text(row)}_{Text(column)}", detectors))
                    {
                        yield return command;
                    }
                }
            }
        }
    }

    private static IEnumerable<PlanStep> Acquire(string checkpoint, string[] detectors)
    {
        yield return new PlanStep.Checkpoint(checkpoint);
        foreach (var detector in detectors)
        {
            yield return new PlanStep.Trigger(detector);
            yield return new PlanStep.Read(detector);
        }

        yield return new PlanStep.Emit();
    }

    private static string[] Detectors(PlanArguments arguments) =>
        arguments.OptionalDevice("detector") is { } detector ? [detector] : [];

    private static GridAxis Axis(PlanArguments arguments, string name)
    {
        var (start, end) = (arguments.Number($"{name}_start"), arguments.Number($"{name}_end"));
        var points = arguments.Count($"{name}_points", LongestGridAxis);
        var motor = arguments.Device($"{name}_motor");
        return start != end
            ? new GridAxis(motor, start, end, points)
            : throw new PlanRefusedException($"{name}_start and {name}_end must be different for grid scan");
    }

    private static void Describe(Dictionary<string, string> texts, string role, GridAxis axis)
    {
        texts[$"axis_{role}"] = axis.Motor;
        texts[$"{role}_start"] = RustNumber.Plain(axis.Start);
        texts[$"{role}_stop"] = RustNumber.Plain(axis.End);
        texts[$"{role}_points"] = Text(axis.Points);
    }

    private static double Position(double start, double end, int points, int index) =>
        points == 1 ? start : start + ((end - start) / (points - 1) * index);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record GridAxis(string Motor, double Start, double End, int Points)
    {
        public double At(int index) => Position(Start, End, Points, index);
    }
}
