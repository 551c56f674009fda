using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>The signals of a session as a table.</summary>
internal static class SignalTableView
{
    private static readonly TableColumn[] Columns =
        ["Signal", "Unit", "Stream", new("Rate", "Hz", Format: "0.##"), "Samples", "Measured", "Expected", "Description"];

    public static TableModel Of(SignalTable table) => new(Columns, table.Count, (row, column) => At(table[row], column))
    {
        Caption = $"Signals of {table.Subject}{table.Mark}",
        RowNoun = "signals",
    };

    private static Cell At(TelemetrySignal signal, int column) => column switch
    {
        0 => Cell.Code(signal.Identifier),
        1 => signal.Unit.Length > 0 ? signal.Unit : Cell.Null,
        2 => signal.Streams.Count > 0 ? string.Join(", ", signal.Streams.Select(TelemetryText.Stream)) : Cell.Null,
        3 => Cell.Number(signal.Rate ?? (signal.Definition?.Frequencies is [var declared, ..] ? declared : null)),
        4 => signal.Count,
        5 => TelemetryText.Range(signal.Min, signal.Max),
        6 => signal.Definition is { } definition && definition.Max > definition.Min ? TelemetryText.Range(definition.Min, definition.Max) : Cell.Null,
        _ => signal.Definition is { Description.Length: > 0 } described ? described.Description : signal.Definition is null ? Cell.Of(State.Warn, "no configuration") : Cell.Null,
    };
}
