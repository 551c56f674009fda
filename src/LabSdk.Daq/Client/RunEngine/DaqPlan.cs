using System.Globalization;

namespace LabSdk.Daq;

/// <summary>A plan that the daemon runs itself. Its values travel as texts; the daemon checks them when it is queued.</summary>
/// <param name="PlanType">The type: <c>count</c>, <c>line_scan</c>, <c>grid_scan</c>, or one that a newer daemon knows.</param>
public sealed record DaqPlan(string PlanType)
{
    /// <summary>The values of the plan's parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The device for each role, for example <c>motor</c> and <c>detector</c>.</summary>
    public IReadOnlyDictionary<string, string> Devices { get; init; } = new Dictionary<string, string>();

    /// <summary>Kept with the run.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a detector a number of times without moving anything.</summary>
    /// <param name="points">How often, 1 to 10,000,000.</param>
    /// <param name="detector">The detector; null for none. The daemon takes one at most.</param>
    /// <param name="delay">The pause between readings; null for none.</param>
    public static DaqPlan Count(int points, string? detector = null, TimeSpan? delay = null) => new("count")
    {
        Parameters = Values(("num_points", Text(points)), ("delay", Seconds(delay))),
        Devices = Values(("detector", detector)),
    };

    /// <summary>Moves a motor along a line and reads at each point.</summary>
    /// <param name="motor">The motor.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The last position; not the first.</param>
    /// <param name="points">How many, 1 to 10,000,000.</param>
    /// <param name="detector">The detector; null for none. The daemon takes one at most.</param>
    /// <param name="settleTime">The pause after each move; null for none.</param>
    public static DaqPlan LineScan(string motor, double start, double end, int points, string? detector = null, TimeSpan? settleTime = null) => new("line_scan")
    {
        Parameters = Values(("start", Text(start)), ("end", Text(end)), ("num_points", Text(points)), ("settle_time", Seconds(settleTime))),
        Devices = Values(("motor", motor), ("detector", detector)),
    };

    /// <summary>Moves two motors over a grid: y is the slow axis, x the fast one.</summary>
    /// <param name="xMotor">The motor of the fast axis.</param>
    /// <param name="xStart">Its first position.</param>
    /// <param name="xEnd">Its last position; not the first.</param>
    /// <param name="xPoints">Points along it, 1 to 100,000.</param>
    /// <param name="yMotor">The motor of the slow axis; another one.</param>
    /// <param name="yStart">Its first position.</param>
    /// <param name="yEnd">Its last position; not the first.</param>
    /// <param name="yPoints">Points along it, 1 to 100,000.</param>
    /// <param name="detector">The detector; null for none. The daemon takes one at most.</param>
    /// <param name="snake">True (default) to run odd rows backwards.</param>
    public static DaqPlan GridScan(
        string xMotor, double xStart, double xEnd, int xPoints, string yMotor, double yStart, double yEnd, int yPoints, string? detector = null, bool snake = true) => new("grid_scan")
    {
        Parameters = Values(
            ("x_start", Text(xStart)), ("x_end", Text(xEnd)), ("x_points", Text(xPoints)),
            ("y_start", Text(yStart)), ("y_end", Text(yEnd)), ("y_points", Text(yPoints)), ("snake", snake ? "true" : "false")),
        Devices = Values(("x_motor", xMotor), ("y_motor", yMotor), ("detector", detector)),
    };

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string? Seconds(TimeSpan? time) => time is { } given ? Text(given.TotalSeconds) : null;

    private static Dictionary<string, string> Values(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                map[name] = value;
            }
        }

        return map;
    }
}
