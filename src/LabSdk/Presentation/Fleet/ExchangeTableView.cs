using System.Globalization;
using LabSdk.Display;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>Exchanges as a line on how they went, a table, and a plot of their round trips.</summary>
internal static class ExchangeTableView
{
    private const int LastRows = 10;
    private const int Shown = 60;

    private static readonly TableColumn[] Columns =
        ["#", "Time", new("Round trip", "ms", Format: "0.000"), "Status", "Command", "Bytes", "Note"];

    public static Block Of(ExchangeTable table)
    {
        var blocks = new List<Block> { new StatusRows(Line(table)) };
        if (table.Count > 0)
        {
            blocks.Add(Table(table, 0, table.Count, $"Exchanges of {Name(table)}"));
        }

        if (table.Count(each => each.RoundTrip is not null) > 1)
        {
            blocks.Add(table.Plot());
        }

        if (HasTrack(table))
        {
            blocks.Add(table.Track());
        }

        return new Stack(blocks);
    }

    /// <summary>The last rows, for live views.</summary>
    public static TableModel Last(ExchangeTable table) => Table(table, Math.Max(0, table.Count - LastRows), Math.Min(LastRows, table.Count), null);

    /// <summary>True when a plot of places says something.</summary>
    public static bool HasTrack(ExchangeTable table) =>
        table.Device.Module == FleetModule.Mission && table.Select(each => MissionStatus.TryParse(each.Status)?.Position).OfType<GeoPosition>().Distinct().Take(2).Count() == 2;

    private static StatusRow Line(ExchangeTable table)
    {
        var failed = table.Count(each => each.Error is not null);
        var unasked = table.Count(each => each.IsUnsolicited);
        var trips = table.Select(each => each.RoundTrip).OfType<TimeSpan>().Order().ToArray();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Count - unasked} statuses, {failed} failed, {unasked} commands unasked{(trips.Length > 0 ? $", median round trip {trips[trips.Length / 2].TotalMilliseconds:0.###} ms" : "")}{(table.IsSimulated ? ", SIMULATED" : "")}");
        return new StatusRow(failed > 0 ? State.Warn : table.Count == 0 ? State.Unknown : State.Ok, table.Device.Role, text);
    }

    private static string Name(ExchangeTable table) => table.IsSimulated ? $"{table.Device.Role} (SIMULATED)" : table.Device.Role;

    private static TableModel Table(ExchangeTable table, int from, int count, string? caption) =>
        new(Columns, count, (row, column) => At(from + row, table[from + row], column)) { Caption = caption, RowNoun = "exchanges", ShowSize = caption is not null };

    private static Cell At(int index, FleetExchange each, int column) => column switch
    {
        0 => index + 1,
        1 => each.At.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        2 => Cell.Number(each.RoundTrip?.TotalMilliseconds),
        3 => each.IsUnsolicited ? Cell.Null : Cell.Code(Short(each.Status, Shown)),
        4 => each.CommandSize is null ? Cell.Null : Cell.Code(Short(each.Command, Shown)),
        5 => string.Create(CultureInfo.InvariantCulture, $"{(each.IsUnsolicited ? "" : each.StatusSize)}→{each.CommandSize}"),
        _ => Note(each),
    };

    private static Cell Note(FleetExchange each) => ExchangeRows.Mark(each) switch
    {
        "" => Cell.Null,
        _ when each.Error is not null => Cell.Of(State.Fault, "failed"),
        var mark when each.Reconnects > 0 => Cell.Of(State.Warn, mark),
        var mark => Cell.Of(State.Unknown, mark),
    };

    private static string Short(ReadOnlyMemory<byte> data, int most) => Cut(ExchangeRows.Text(data), most);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
