using System.Collections.Frozen;
using System.Globalization;
using Google.Protobuf.Collections;

namespace LabSdk.Daq.Wire;

/// <summary>
/// Where the motors stood at an event. Events carry no positions, so they are computed as the daemon's plans do:
/// start + step * i, one point at the start; in a grid y (outer) is slow, x (inner) fast and, as a snake, reversed in odd rows.
/// </summary>
internal sealed class PlanPositions
{
    private readonly Axis[] _axes;
    private readonly bool _snake;

    private PlanPositions(Axis[] axes, bool snake)
    {
        _axes = axes;
        _snake = snake;
    }

    /// <summary>The motors, slow one first; empty when the plan moves nothing or is not known.</summary>
    public IEnumerable<string> Motors => _axes.Select(axis => axis.Motor);

    public static PlanPositions From(StartDocument start)
    {
        var args = start.PlanArgs;
        switch (start.PlanType)
        {
            case "line_scan" when Read(args, "axis", "start", "stop", "num_points") is { } line:
                return new PlanPositions([line], snake: false);
            case "grid_scan" when Read(args, "axis_outer", "outer_start", "outer_stop", "outer_points") is { } outer
                && Read(args, "axis_inner", "inner_start", "inner_stop", "inner_points") is { } inner:
                return new PlanPositions([outer, inner], args.TryGetValue("snake", out var snake) && snake == "true");
            default:
                return new PlanPositions([], snake: false);
        }
    }

    /// <summary>Positions at an event.</summary>
    /// <param name="sequence">Number of the event, from 0.</param>
    /// <returns>Motor and position; empty when the number is beyond the plan.</returns>
    public IReadOnlyDictionary<string, double> At(uint sequence)
    {
        if (_axes.Length == 0)
        {
            return FrozenDictionary<string, double>.Empty;
        }

        if (_axes.Length == 1)
        {
            return sequence < _axes[0].Points
                ? new Dictionary<string, double> { [_axes[0].Motor] = _axes[0].At(sequence) }
                : FrozenDictionary<string, double>.Empty;
        }

        var (outer, inner) = (_axes[0], _axes[1]);
        var row = sequence / inner.Points;
        var column = sequence % inner.Points;
        return row < outer.Points
            ? new Dictionary<string, double>
            {
                [outer.Motor] = outer.At(row),
                [inner.Motor] = inner.At(_snake && (row & 1) == 1 ? inner.Points - 1 - column : column),
            }
            : FrozenDictionary<string, double>.Empty;
    }

    private static Axis? Read(MapField<string, string> args, string motor, string start, string stop, string points) =>
        args.TryGetValue(motor, out var id)
        && args.TryGetValue(start, out var from) && TryNumber(from, out var first)
        && args.TryGetValue(stop, out var to) && TryNumber(to, out var last)
        && args.TryGetValue(points, out var count)
        && uint.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new Axis(id, first, last, number)
            : null;

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private sealed record Axis(string Motor, double Start, double Stop, uint Points)
    {
        public double At(uint index) => Points == 1 ? Start : Start + ((Stop - Start) / (Points - 1) * index);
    }
}
