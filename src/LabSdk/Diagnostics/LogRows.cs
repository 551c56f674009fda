using LabSdk.Data;

namespace LabSdk;

/// <summary>The log lines of messages as a data frame.</summary>
internal static class LogRows
{
    public static DataFrame ToFrame(MessageTable table)
    {
        var frame = new DataFrameBuilder()
            .AddColumn<DateTimeOffset>("time", role: ColumnRole.Time).AddColumn<string>("level").AddColumn<string>("text").AddColumn<long>("message");
        foreach (var message in table.Where(each => !each.IsAbandoned))
        {
            foreach (var each in message.Content.Events)
            {
                foreach (var line in each.Logs)
                {
                    frame.Append(line.Time ?? each.CapturedAt ?? message.EndedAt, line.Level.ToString().ToLowerInvariant(), table.Keys.Of(line.Text), message.Number);
                }
            }
        }

        return frame.Snapshot();
    }
}
