using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Event records as a table, with a line on each log that has lost some.</summary>
internal static class CxlEventView
{
    // The log says more than the severity of its records only where it is another one.
    private static readonly string[] Columns = ["Severity", "Handle", "Time", "Kind", "What", "Address", "Log", "Asks for"];

    public static Block Of(CxlEventTable table)
    {
        var lost = table.Logs.Where(log => log.IsOverflowed || log.HasMore).Select(Lost).ToArray();
        if (table.Count == 0)
        {
            return new StatusRows([new StatusRow(State.Ok, table.Device.Id, $"no event records{table.Mark}"), .. lost]);
        }

        var columns = Enumerable.Range(0, Columns.Length).Where(column => IsNeeded(table, column)).ToArray();
        var model = new TableModel([.. columns.Select(column => new TableColumn(Columns[column]))], table.Count, (row, column) => At(table[row], columns[column]))
        {
            Caption = $"Events of {table.Device.Id}{table.Mark}",
            RowNoun = "records",
        };
        return lost.Length == 0 ? model : new Stack(new StatusRows(lost), model);
    }

    /// <summary>The severity as a state with its word.</summary>
    public static Cell Severity(CxlEventSeverity severity) => severity switch
    {
        CxlEventSeverity.Informational => Cell.Of(State.Ok, "informational"),
        CxlEventSeverity.Warning => Cell.Of(State.Warn, "warning"),
        CxlEventSeverity.Failure => Cell.Of(State.Fault, "failure"),
        _ => Cell.Of(State.Fault, "fatal"),
    };

    private static bool IsNeeded(CxlEventTable table, int column) => Columns[column] switch
    {
        "Log" => table.Any(static each => (byte)each.Log != (byte)each.Record.Severity),
        "Asks for" => table.Any(static each => CxlEventText.Flags(each.Record).Length > 0),
        _ => true,
    };

    private static Cell At(CxlEvent each, int column)
    {
        var record = each.Record;
        return column switch
        {
            0 => Severity(record.Severity),
            1 => Cell.Integer(record.Handle),
            2 => Cell.Time(record.Time),
            3 => record.Kind is { } kind ? kind : Cell.Of(State.Unknown, "unknown"),
            4 => CxlEventText.Of(record, record.ReadDetails()),
            5 => CxlEventText.Address(record.ReadDetails()) is { } address ? Cell.Code(CxlText.Address(address)) : Cell.Null,
            6 => CxlText.Words(each.Log),
            _ => CxlEventText.Flags(record) is { Length: > 0 } flags ? flags : Cell.Null,
        };
    }

    private static StatusRow Lost(CxlEventLogContent log)
    {
        var name = $"{CxlText.Words(log.Log)} log";
        if (!log.IsOverflowed)
        {
            return new StatusRow(State.Unknown, name, "has more records, which the device gives out after these are cleared");
        }

        var count = log.LostRecords is { } lost ? string.Create(CultureInfo.InvariantCulture, $"{lost}{(lost == ushort.MaxValue ? " or more" : "")} records") : "records";
        var time = log is { FirstLost: { } first, LastLost: { } last }
            ? string.Create(CultureInfo.InvariantCulture, $" between {first.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z and {last.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z")
            : "";
        return new StatusRow(State.Warn, name, $"was full and has lost {count}{time}");
    }
}
