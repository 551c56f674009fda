using System.Globalization;
using LabSdk.Devices;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A plan before it runs: counts, time, size, faults, and its path with the limits of the motors.</summary>
internal static class PreviewView
{
    /// <summary>How many points of a path are drawn.</summary>
    private const int MostDrawn = 20_000;

    public static Block Of(ScanPreview preview)
    {
        var body = new List<Block>();
        if (!preview.CanRun)
        {
            body.Add(new StatusRows([.. preview.Faults.Select(fault => new StatusRow(State.Fault, "plan", fault))]));
        }

        body.Add(Facts(preview));
        if (Path(preview) is { } figure)
        {
            body.Add(figure);
        }

        return new Card("Preview")
        {
            Subtitle = preview.Plan.ToString(),
            State = preview.CanRun ? State.Ok : State.Fault,
            StateWord = preview.CanRun ? "can run" : "cannot run",
            Body = body,
        };
    }

    /// <summary>Text for a number of bytes.</summary>
    public static string Size(long bytes) => bytes < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes} B")
        : bytes < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB")
        : bytes < 1_000_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB");

    private static PropertyList Facts(ScanPreview preview)
    {
        var facts = new PropertyList
        {
            { "Points", Known(preview.PointCount) },
            { "Readings", Known(preview.ReadingCount) },
            { "Calls", Known(preview.CallCount) },
            { "Time", preview.EstimatedTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s and the readings") : $"unknown, {Least(preview)}" },
            { "Data", preview.DataSize is { } size ? Size(size) : "unknown before it runs" },
        };
        foreach (var path in preview.Paths.Where(path => !double.IsNaN(path.First)))
        {
            facts.Add(path.MotorId, string.Create(
                CultureInfo.InvariantCulture, $"{path.First:G6} to {At(path.Last, path.Unit)}, within [{path.Minimum:G6}, {path.Maximum:G6}], travels {At(path.Travel, path.Unit)}"));
        }

        return facts;
    }

    private static string At(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:G6} {unit}").TrimEnd();

    private static string Known(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "unknown before it runs";

    private static string Least(ScanPreview preview) => string.Create(CultureInfo.InvariantCulture, $"at least {preview.LeastTime.TotalSeconds:0.###} s");

    private static Figure? Path(ScanPreview preview)
    {
        var motors = preview.Plan.Motors;
        var points = preview.Points.Take(MostDrawn).Select(point => point.Targets).ToArray();
        if (motors.Count == 0 || points.Length == 0)
        {
            return null;
        }

        var figure = motors.Count == 2 ? InPlane(motors, points) : OverPoints(motors, points);
        return preview.PointCount > MostDrawn ? figure with { Note = FormattableString.Invariant($"the first {MostDrawn} of {preview.PointCount} points") } : figure;
    }

    private static Figure InPlane(IReadOnlyList<IMovable> motors, IReadOnlyList<double>[] points)
    {
        double[] Of(int motor, IEnumerable<IReadOnlyList<double>> some) => [.. some.Select(point => point[motor])];
        var figure = new Figure().XAxis(motors[0].Id, Unit(motors[0])).YAxis(motors[1].Id, Unit(motors[1]))
            .Line(Of(0, points), Of(1, points), "path")
            .Scatter([points[0][0]], [points[0][1]], "first")
            .Scatter([points[^1][0]], [points[^1][1]], "last");
        var (x, y) = (Window.Of(points, 0), Window.Of(points, 1));
        foreach (var (name, limit) in Limits(motors[0], x))
        {
            figure = figure.Line([limit, limit], [y.Low, y.High], $"{name} of {motors[0].Id}");
        }

        foreach (var (name, limit) in Limits(motors[1], y))
        {
            figure = figure.Line([x.Low, x.High], [limit, limit], $"{name} of {motors[1].Id}");
        }

        var outside = points.Where(point => IsOutside(motors[0], point[0]) || IsOutside(motors[1], point[1])).ToArray();
        return outside.Length == 0 ? figure : figure.Scatter(Of(0, outside), Of(1, outside), "outside the limits");
    }

    private static Figure OverPoints(IReadOnlyList<IMovable> motors, IReadOnlyList<double>[] points)
    {
        double[] numbers = [.. Enumerable.Range(0, points.Length)];
        var figure = new Figure().XAxis("point").YAxis(motors.Count == 1 ? motors[0].Id : "position", motors.Count == 1 ? Unit(motors[0]) : null);
        for (var m = 0; m < motors.Count; m++)
        {
            var (motor, at) = (motors[m], m);
            figure = figure.Line(numbers, points.Select(point => point[at]), motors.Count == 1 ? "path" : motor.Id);
            foreach (var (name, limit) in motors.Count == 1 ? Limits(motor, Window.Of(points, at)) : [])
            {
                figure = figure.Line([0, Math.Max(1, points.Length - 1)], [limit, limit], name);
            }

            int[] outside = [.. Enumerable.Range(0, points.Length).Where(i => IsOutside(motor, points[i][at]))];
            figure = outside.Length == 0 ? figure : figure.Scatter(outside.Select(i => (double)i), outside.Select(i => points[i][at]), "outside the limits");
        }

        return figure;
    }

    /// <summary>The limits that the path comes near to; others would make it a dot in an empty plot.</summary>
    private static IEnumerable<(string Name, double Value)> Limits(IMovable motor, Window window) =>
        new[] { ("lower limit", motor.Limits.Minimum), ("upper limit", motor.Limits.Maximum) }.Where(limit => window.Low <= limit.Item2 && limit.Item2 <= window.High);

    private static bool IsOutside(IMovable motor, double target) => !double.IsNaN(target) && !motor.Limits.Contains(target);

    private static string? Unit(IMovable motor) => motor.Unit.Length == 0 ? null : motor.Unit;

    /// <summary>The range of one motor's path, with a fifth more at both ends.</summary>
    private readonly record struct Window(double Low, double High)
    {
        public static Window Of(IReadOnlyList<double>[] points, int motor)
        {
            double[] finite = [.. points.Select(point => point[motor]).Where(double.IsFinite).DefaultIfEmpty(0)];
            var margin = Math.Max((finite.Max() - finite.Min()) / 5, 1e-9);
            return new Window(finite.Min() - margin, finite.Max() + margin);
        }
    }
}
