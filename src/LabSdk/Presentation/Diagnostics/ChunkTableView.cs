using System.Globalization;
using LabSdk.Display;
using LabSdk.Mds;

namespace LabSdk.Presentation;

/// <summary>A collection as a line on how it went, a table of its chunks, and one of its messages.</summary>
internal static class ChunkTableView
{
    private const int LastRows = 8;

    private static readonly TableColumn[] Columns =
    [
        "#", "Time", "Seq", "Order", "Bytes", "Kind", "Offset / total", "Msg", "Progress", "Holds", "CRC", "Upload", "First bytes",
    ];

    public static Block Of(ChunkTable table)
    {
        var blocks = new List<Block> { new StatusRows(Line(table)) };
        if (table.Count > 0)
        {
            blocks.Add(Table(table, 0, table.Count, table.IsSimulated ? $"Chunks of {table.DeviceId} (SIMULATED)" : $"Chunks of {table.DeviceId}"));
        }

        if (table.Messages.Count > 0)
        {
            blocks.Add(MessageTableView.Of(table.Messages));
        }

        return new Stack(blocks);
    }

    /// <summary>The collection in one line: state, numbers, losses; below it why it ended early.</summary>
    public static StatusRow[] Line(ChunkTable table)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Count} chunks, {table.Messages.Count} messages in {table.Duration.TotalSeconds:0.0##} s{(table.Count > 0 ? $", from {table[0].ReceivedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "")}{(table.Missed > 0 ? $", {table.Missed} packets missed" : "")}{(table.Overflow > 0 ? $", {table.Overflow} came too fast" : "")}{(table.IsSimulated ? ", SIMULATED" : "")}");
        var state = table.Missed + table.Overflow > 0 || table.Messages.Any(message => !message.IsValid) ? State.Warn : State.Ok;
        var rows = new List<StatusRow> { new(table.Error is null ? state : State.Fault, table.DeviceId, counts) };
        if (table.Error is { } error)
        {
            rows.Add(new StatusRow(State.Fault, "ended early", table.Keys.Of(string.Join(" ", error.Problem, error.Hint))));
        }

        return [.. rows];
    }

    /// <summary>The last rows, for live views.</summary>
    public static TableModel Last(ChunkTable table) => Table(table, Math.Max(0, table.Count - LastRows), Math.Min(LastRows, table.Count), null);

    /// <summary>How a message ended, as a state.</summary>
    public static Cell Crc(string word) => word switch
    {
        "ok" => Cell.Of(State.Ok, word),
        "BAD" => Cell.Of(State.Fault, word),
        "abandoned" => Cell.Of(State.Warn, word),
        "" => Cell.Null,
        _ => Cell.Of(State.Unknown, word),
    };

    private static TableModel Table(ChunkTable table, int from, int count, string? caption) =>
        new(Columns, count, (row, column) => At(table, table[from + row], column)) { Caption = caption, RowNoun = "chunks", ShowSize = caption is not null };

    private static Cell At(ChunkTable table, in StreamPacket packet, int column)
    {
        var chunk = packet.Chunk;
        return column switch
        {
            0 => packet.Index,
            // The day is in the line above; what matters here is what followed what.
            1 => packet.ReceivedAt.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            2 => packet.Sequence < 0 ? Cell.Null : packet.Sequence,
            3 => Order(packet),
            4 => packet.Length,
            5 => packet.Length == 0 ? "empty" : chunk.Kind.ToString().ToLowerInvariant(),
            6 => chunk.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"{chunk.Offset ?? 0} / {chunk.Total}") : Cell.Integer(chunk.Offset),
            7 => chunk.Message > 0 ? chunk.Message : Cell.Null,
            8 => Progress(chunk),
            9 => Holds(chunk),
            10 => Crc(table.Rows.Crc(packet)),
            11 => Upload(table.UploadStateOf(packet)),
            _ => Cell.Code(table.Rows.Preview(packet)),
        };
    }

    private static Cell Order(in StreamPacket packet) => packet.Status switch
    {
        SequenceStatus.First => Cell.Of(State.Ok, "first"),
        SequenceStatus.InOrder => Cell.Of(State.Ok, "in order"),
        SequenceStatus.Gap => Cell.Of(State.Fault, string.Create(CultureInfo.InvariantCulture, $"gap, {packet.Missed} missed")),
        SequenceStatus.Duplicate => Cell.Of(State.Warn, "duplicate"),
        SequenceStatus.OutOfOrder => Cell.Of(State.Warn, "out of order"),
        _ => Cell.Of(State.Unknown, "no number"),
    };

    private static Cell Upload(ChunkUploadState state) => state switch
    {
        ChunkUploadState.Queued => Cell.Of(State.Unknown, "queued"),
        ChunkUploadState.Sent => Cell.Of(State.Ok, "sent"),
        ChunkUploadState.Rejected => Cell.Of(State.Fault, "rejected"),
        ChunkUploadState.Refused => Cell.Of(State.Fault, "queue was full"),
        _ => Cell.Null,
    };

    private static Cell Progress(in ChunkInfo chunk) => chunk.Result switch
    {
        ChunkResult.Orphan => Cell.Of(State.Warn, "beginning not seen"),
        ChunkResult.Gap => Cell.Of(State.Fault, "parts missing"),
        ChunkResult.Duplicate => Cell.Of(State.Warn, "there already"),
        _ => chunk.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"{chunk.Received} of {chunk.Total}") : Cell.Null,
    };

    private static Cell Holds(in ChunkInfo chunk) => chunk.MessageType is not { } type ? Cell.Null
        : chunk.EventType is { } kind && type == MdsMessageType.Event ? $"{type}: {kind}"
        : type.ToString();
}
