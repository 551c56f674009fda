using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The metrics of heartbeats over time: one plot for each, as their units are not known.</summary>
internal static class HeartbeatFigures
{
    private const int MostFigures = 12;

    public static Block Of(DataFrame heartbeats)
    {
        var metrics = heartbeats.Columns.Where(column => column.Role == ColumnRole.Detector).ToArray();
        if (heartbeats.RowCount == 0 || metrics.Length == 0)
        {
            return new TextBlock(heartbeats.RowCount == 0 ? "No heartbeats." : "No metric of the heartbeats is a number.", TextStyle.Muted);
        }

        var times = Enumerable.Range(0, heartbeats.RowCount).Select(row => (DateTimeOffset)heartbeats[row, "time"]).ToArray();
        var seconds = times.Select(time => (time - times[0]).TotalSeconds).ToArray();
        var blocks = metrics.Take(MostFigures).Select(Block (metric) => new Figure(metric.Name).XAxis("time", "s").Line(seconds, metric.ToDoubles())).ToList();
        if (metrics.Length > MostFigures)
        {
            blocks.Add(new TextBlock($"{metrics.Length - MostFigures} more metrics are in the table.", TextStyle.Muted));
        }

        return blocks.Count == 1 ? blocks[0] : new Stack(blocks);
    }
}
