using System.Globalization;
using LabSdk.Data;
using LabSdk.Mds;

namespace LabSdk;

/// <summary>The metrics of heartbeats as a data frame: a row for each heartbeat, a column for each metric.</summary>
internal static class HeartbeatRows
{
    // A hostile device could send a new name in every heartbeat.
    private const int MostColumns = 500;
    private static readonly string[] Own = ["time", "message", "session"];

    public static DataFrame ToFrame(MessageTable table, IReadOnlyList<string> names)
    {
        var rows = table.Where(message => !message.IsAbandoned)
            .SelectMany(message => message.Content.Events.Where(each => each.Type == MdsEventType.Heartbeat).Select(each => (Message: message, Event: each)))
            .ToArray();
        var columns = new Dictionary<string, (int Index, bool IsText)>(StringComparer.Ordinal);
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var metric in rows.SelectMany(row => row.Event.Metrics))
        {
            var name = NameOf(metric.Name, names, table.Keys);
            if (columns.TryGetValue(name, out var known))
            {
                columns[name] = (known.Index, known.IsText || metric.Text is not null);
            }
            else if (columns.Count < MostColumns)
            {
                columns.Add(name, (columns.Count, metric.Text is not null));
            }
            else
            {
                leftOut.Add(name);
            }
        }

        return Fill(rows, names, columns, leftOut.Count, table);
    }

    private static DataFrame Fill(
        (ReceivedMessage Message, MdsEvent Event)[] rows, IReadOnlyList<string> names, Dictionary<string, (int Index, bool IsText)> columns, int leftOut, MessageTable table)
    {
        var frame = new DataFrameBuilder().AddColumn<DateTimeOffset>(Own[0], role: ColumnRole.Time).AddColumn<long>(Own[1]).AddColumn<long>(Own[2]);
        foreach (var (name, column) in columns.OrderBy(pair => pair.Value.Index))
        {
            _ = column.IsText
                ? frame.AddColumn<string>(name, source: table.DeviceId)
                : frame.AddColumn<double>(name, role: ColumnRole.Detector, source: table.DeviceId);
        }

        if (leftOut > 0)
        {
            frame.Metadata = new Dictionary<string, object?> { ["metrics left out"] = leftOut };
        }

        var row = new DataValue[Own.Length + columns.Count];
        foreach (var (message, each) in rows)
        {
            Array.Clear(row);
            (row[0], row[1], row[2]) = (each.CapturedAt ?? message.EndedAt, message.Number, each.SessionIndex is { } session ? session : DataValue.Null);
            foreach (var metric in each.Metrics)
            {
                if (!metric.IsUnset && columns.TryGetValue(NameOf(metric.Name, names, table.Keys), out var column))
                {
                    row[Own.Length + column.Index] = !column.IsText ? metric.Number!.Value
                        : table.Keys.Of(metric.Text) ?? metric.Number!.Value.ToString("R", CultureInfo.InvariantCulture);
                }
            }

            frame.Append(row);
        }

        return frame.Snapshot();
    }

    // Names are the user's, the device's, or places in the firmware's list; in any case not empty, and not those of our columns.
    private static string NameOf(string sent, IReadOnlyList<string> names, KeyMask keys)
    {
        var isPlace = int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var place);
        var name = isPlace && place < names.Count && names[place].Length > 0 ? names[place]
            : isPlace || sent.Length == 0 ? $"metric_{sent}"
            : keys.Of(sent)!;
        return Own.Contains(name) ? $"metric_{name}" : name;
    }
}
