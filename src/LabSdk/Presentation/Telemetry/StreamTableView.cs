using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>Streams with their lag.</summary>
internal static class StreamTableView
{
    private const long LargeLag = 1000;
    private static readonly TableColumn[] Columns = ["Stream", "State", "Lag", "Read", "Last record (UTC)", "Topic", "Source"];

    public static Block Of(StreamTable table) => table.Count == 0
        ? new StatusRows(new StatusRow(State.Unknown, "No stream is followed", "lab.Telemetry.Live(\"vCar:Chassis\") and panels that are shown follow streams"))
        : Table(table) with { Caption = $"Streams{table.Mark}" };

    /// <summary>The table without caption, for panels.</summary>
    public static TableModel Table(StreamTable table) => new(Columns, table.Rows.Select(row => Row(row.Key, row.State))) { RowNoun = "streams", ShowSize = false };

    private static Cell[] Row(LiveFeedKey key, OdpStreamState state) =>
    [
        state.Origin == OdpPacketOrigin.Essentials ? "(essentials)" : TelemetryText.Stream(state.Stream),
        state.Condition switch
        {
            OdpStreamCondition.Complete => Cell.Of(State.Unknown, "complete"),
            OdpStreamCondition.Reading => Cell.Of(state.Lag > LargeLag ? State.Warn : State.Ok, state.Lag > LargeLag ? "behind" : "reading"),
            _ => Cell.Of(State.Ok, "up to date"),
        },
        state.Lag,
        state.Position,
        state.LastRecordTime is { } last ? TelemetryText.Clock(last) : Cell.Null,
        Cell.Code($"{state.Topic}[{state.Partition}]"),
        Cell.Code(key.DataSource),
    ];
}
