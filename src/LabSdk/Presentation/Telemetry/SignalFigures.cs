using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>Signals over time with the laps of their session.</summary>
internal static class SignalFigures
{
    private const int MostLines = 8;
    private const int MostFigures = 8;

    /// <summary>One signal.</summary>
    public static Figure Of(SignalData data) => One(data.Scale, [data]);

    /// <summary>Several signals, one figure for each unit, all with the same ends.</summary>
    public static Stack Of(SessionScale scale, IReadOnlyList<SignalData> signals)
    {
        var drawn = signals.Where(signal => signal.Count > 0 && signal.Samples.Kind != SampleKind.String).ToArray();
        var groups = drawn.GroupBy(signal => (signal.Unit, Text: signal.Samples.Kind == SampleKind.Bool)).ToArray();
        var figures = groups.SelectMany(group => group.Chunk(MostLines)).Take(MostFigures).Select(group => One(scale, group)).ToArray();
        var blocks = new List<Block>(figures.Length > 1 ? Aligned(figures, scale, drawn) : figures);
        var left = signals.Count - figures.Sum(figure => figure.Traces.Count);
        if (left > 0)
        {
            blocks.Add(new StatusRows(new StatusRow(State.Unknown, $"{left} of {signals.Count} signals are not drawn", "without numbers, or too many at once: name fewer")));
        }

        return new Stack(blocks);
    }

    private static Figure One(SessionScale scale, SignalData[] signals)
    {
        var unit = signals[0].Unit.Length > 0 ? signals[0].Unit : null;
        var figure = new Figure(signals.Length == 1 ? signals[0].Identifier + Simulated(scale) : scale.Name + Simulated(scale))
            .XAxis("time", "s").YAxis(signals.Length == 1 ? signals[0].Identifier : "value", unit);
        foreach (var signal in signals)
        {
            var times = signal.Times;
            figure = figure.Line(Array.ConvertAll(times, scale.SecondsAt), signal.Values, signals.Length == 1 ? null : signal.Identifier);
        }

        return figure with { Marks = [.. scale.Laps.Select(lap => new AxisMark(scale.SecondsAt(lap.Start), lap.Name))] };
    }

    private static string Simulated(SessionScale scale) => scale.IsSimulated ? " (SIMULATED)" : "";

    private static IEnumerable<Figure> Aligned(Figure[] figures, SessionScale scale, SignalData[] signals)
    {
        var low = signals.Min(signal => scale.SecondsAt(signal.Samples.Times[0]));
        var high = signals.Max(signal => scale.SecondsAt(signal.Samples.Times[signal.Count - 1]));
        var room = (high - low) * 0.02;
        return figures.Select(figure => high > low ? figure with { X = figure.X with { Min = low - room, Max = high + room } } : figure);
    }
}
