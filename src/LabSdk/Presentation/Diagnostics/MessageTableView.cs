using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Messages as a table with one line on what each says.</summary>
internal static class MessageTableView
{
    private static readonly TableColumn[] Columns =
        ["Message", "Type", "Events", "Chunks", new("Bytes", "B"), new("Decoded", "B"), "CRC", new("Duration", "ms", Format: "F1"), "Says"];

    public static TableModel Of(MessageTable table) => new(Columns, table.Count, (row, column) => At(table, row, column))
    {
        Caption = table.IsSimulated ? $"Messages of {table.DeviceId} (SIMULATED)" : $"Messages of {table.DeviceId}",
        RowNoun = "messages",
    };

    private static Cell At(MessageTable table, int row, int column)
    {
        var message = table[row];
        return column switch
        {
            0 => message.Number,
            1 => message.Type?.ToString(),
            2 => MessageRows.EventTypes(message),
            3 => message.Chunks,
            4 => message.Received,
            5 => message.IsAbandoned ? Cell.Null : message.Content.Content.Length,
            6 => ChunkTableView.Crc(MessageRows.Crc(message)),
            7 => (message.EndedAt - message.StartedAt).TotalMilliseconds,
            _ => MessageSummary.Of(message, table.Keys),
        };
    }
}
