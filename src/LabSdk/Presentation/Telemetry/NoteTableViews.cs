using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Presentation;

/// <summary>Markers, events and errors of a session as tables.</summary>
internal static class NoteTableViews
{
    private static readonly TableColumn Seconds = new("Time", "s", Format: "0.000");
    private static readonly TableColumn[] MarkerColumns = [Seconds, "UTC", "Label", "Type", "Value", new("Length", "s", Format: "0.000"), "Source", "Description"];
    private static readonly TableColumn[] EventColumns = [Seconds, "UTC", "Event", "Values"];
    private static readonly TableColumn[] ErrorColumns = [Seconds, "UTC", "State", "Error", "Name", "Application", "Description"];

    public static Block Of(MarkerTable table) => Table(table, table.Scale, "Markers", "markers", MarkerColumns, table.Count, (row, column) => Cell(table, table[row], column));

    public static Block Of(EventTable table) => Table(table, table.Scale, "Events", "events", EventColumns, table.Count, (row, column) => Cell(table, table[row], column));

    public static Block Of(CarErrorTable table) => Table(table, table.Scale, "Errors", "reports", ErrorColumns, table.Count, (row, column) => Cell(table, table[row], column));

    private static TableModel Table(TelemetryView view, SessionScale scale, string what, string noun, TableColumn[] columns, int rows, Func<int, int, Cell> cell) =>
        new(columns, rows, cell) { Caption = $"{what} of {scale.Name}{view.Mark}", RowNoun = noun };

    private static Cell Cell(MarkerTable table, OdpMarker marker, int column) => column switch
    {
        0 => table.Scale.SecondsAt(marker.Time),
        1 => TelemetryText.Clock(marker.Time),
        2 => marker.Label,
        3 => marker.Type,
        4 => marker.Value,
        5 => marker.EndTime > marker.Time ? (marker.EndTime - marker.Time) / 1e9 : Display.Cell.Null,
        6 => marker.Source.Length == 0 ? Display.Cell.Null : marker.Source == "0" ? "0 main" : marker.Source == LapRules.PitLane ? "1 pit lane" : marker.Source,
        _ => marker.Description.Length > 0 ? marker.Description : Display.Cell.Null,
    };

    private static Cell Cell(EventTable table, OdpEvent each, int column) => column switch
    {
        0 => table.Scale.SecondsAt(each.Time),
        1 => TelemetryText.Clock(each.Time),
        2 => Display.Cell.Code(each.Identifier),
        _ => EventTable.Values(each),
    };

    private static Cell Cell(CarErrorTable table, OdpErrorRecord each, int column) => column switch
    {
        0 => table.Scale.SecondsAt(each.Time),
        1 => TelemetryText.Clock(each.Time),
        2 => each.IsSet ? Display.Cell.Of(each.IsLogged ? State.Warn : State.Fault, each.IsLogged ? "logged" : "set") : Display.Cell.Of(State.Ok, "cleared"),
        3 => Display.Cell.Code(each.Identifier),
        4 => each.Name,
        5 => each.Application,
        _ => each.Description,
    };
}
