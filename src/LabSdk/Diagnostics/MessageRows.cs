using LabSdk.Data;
using LabSdk.Mds;

namespace LabSdk;

/// <summary>What the rows of a message table say.</summary>
internal static class MessageRows
{
    /// <summary>How the message ended, in one word.</summary>
    public static string Crc(ReceivedMessage message) => message.IsAbandoned ? "abandoned" : message.IsValid ? "ok" : "BAD";

    /// <summary>The kinds of its events, each once, with their number.</summary>
    public static string EventTypes(ReceivedMessage message) => message.IsAbandoned ? "" : string.Join(", ", message.Content.Events
        .GroupBy(each => each.Type)
        .Select(group => group.Count() == 1 ? group.Key.ToString() : $"{group.Key} × {group.Count()}"));

    public static DataFrame ToFrame(MessageTable table)
    {
        var frame = new DataFrameBuilder()
            .AddColumn<long>("message", role: ColumnRole.Index).AddColumn<DateTimeOffset>("time", role: ColumnRole.Time).AddColumn<string>("type")
            .AddColumn<string>("events").AddColumn<long>("chunks").AddColumn<long>("bytes", "B").AddColumn<long>("decoded_bytes", "B")
            .AddColumn<string>("crc").AddColumn<double>("duration", "s").AddColumn<string>("summary");
        foreach (var message in table)
        {
            frame.Append(
                message.Number, message.EndedAt, message.Type?.ToString(), EventTypes(message), message.Chunks, message.Received,
                message.IsAbandoned ? DataValue.Null : message.Content.Content.Length, Crc(message),
                (message.EndedAt - message.StartedAt).TotalSeconds, MessageSummary.Of(message, table.Keys));
        }

        return frame.Snapshot();
    }
}
