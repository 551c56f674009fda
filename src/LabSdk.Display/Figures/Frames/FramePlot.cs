using LabSdk.Data;

namespace LabSdk.Display;

/// <summary>Chooses axes and traces for a data frame by the roles of its columns.</summary>
internal static class FramePlot
{
    private const int MaxTraces = 12;

    public static Figure Of(DataFrame frame, string? x, IReadOnlyList<string> y)
    {
        var setpoints = frame.Columns.Where(c => c.Role == ColumnRole.Setpoint && IsPlain(c)).ToArray();
        var across = x is not null ? frame[x] : ChooseX(frame, setpoints);
        var traces = y.Count > 0 ? [.. y.Select(name => frame[name])] : ChooseY(frame, across);
        if (traces.Length == 0)
        {
            throw FigureErrors.Invalid(
                $"There is nothing to plot: of the {frame.ColumnCount} columns none is numeric{(across is null ? "" : $" besides '{across.Name}'")}.",
                "Name the columns: frame.Plot(\"x\", \"y\").");
        }

        if (x is null && setpoints.Length == 2 && GridMap.Of(setpoints[0], setpoints[1], traces[0]) is { } map)
        {
            return new Figure(Title(frame) ?? traces[0].Name) { Note = traces.Length > 1 ? $"showing {traces[0].Name}; name another detector to see it" : null }
                .XAxis(setpoints[0].Name, setpoints[0].Unit)
                .YAxis(setpoints[1].Name, setpoints[1].Unit)
                .Add(map);
        }

        return Lines(frame, across, traces);
    }

    private static Figure Lines(DataFrame frame, DataColumn? across, DataColumn[] traces)
    {
        var isTime = across is not null && IsTime(across);
        var places = across is null ? [.. Enumerable.Range(0, frame.RowCount).Select(i => (double)i)] : Numbers(across);
        var figure = new Figure(Title(frame)) { Note = traces.Length > MaxTraces ? $"showing {MaxTraces} of {traces.Length} columns" : null }
            .XAxis(across?.Name ?? "row", isTime ? null : across?.Unit ?? (across?.Kind == ValueKind.TimeSpan ? "s" : null), isTime ? AxisScale.Time : AxisScale.Linear);
        foreach (var trace in traces.Take(MaxTraces))
        {
            figure = figure.Line(places, Numbers(trace), trace.Name, trace.Unit);
        }

        return figure;
    }

    private static DataColumn? ChooseX(DataFrame frame, DataColumn[] setpoints)
    {
        ColumnRole[] order = [ColumnRole.Readback, ColumnRole.Index, ColumnRole.Time];
        return setpoints.FirstOrDefault()
            ?? order.Select(role => frame.Columns.FirstOrDefault(c => c.Role == role && IsPlain(c))).FirstOrDefault(c => c is not null)
            ?? frame.Columns.FirstOrDefault(c => c.Kind == ValueKind.DateTimeOffset);
    }

    private static DataColumn[] ChooseY(DataFrame frame, DataColumn? across)
    {
        var numeric = frame.Columns.Where(c => c.IsNumeric && !ReferenceEquals(c, across)).ToArray();
        var detectors = numeric.Where(c => c.Role == ColumnRole.Detector).ToArray();
        return detectors.Length > 0 ? detectors : [.. numeric.Where(c => c.Role == ColumnRole.Other)];
    }

    private static string? Title(DataFrame frame) =>
        frame.Metadata.TryGetValue("name", out var name) || frame.Metadata.TryGetValue("title", out name) ? name as string : null;

    private static bool IsPlain(DataColumn column) => column.IsNumeric || column.Kind is ValueKind.DateTimeOffset or ValueKind.TimeSpan;

    // Seconds since 1970 in a column that says it is the time; nobody scans for 30 years.
    private static bool IsTime(DataColumn column) => column.Kind == ValueKind.DateTimeOffset
        || (column.Role == ColumnRole.Time && column.IsNumeric && column.Count > 0 && column.ToDoubles() is var seconds && Array.Exists(seconds, s => s > 1e9 && s < 1e11));

    private static double[] Numbers(DataColumn column) => column.Kind switch
    {
        ValueKind.DateTimeOffset => [.. column.Select(v => v.IsNull ? double.NaN : TimeAxis.Seconds((DateTimeOffset)v))],
        ValueKind.TimeSpan => [.. column.Select(v => v.IsNull ? double.NaN : v.Get<TimeSpan>().TotalSeconds)],
        _ => column.ToDoubles(),
    };
}
