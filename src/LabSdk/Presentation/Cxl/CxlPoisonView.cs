using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>The poison list as a table.</summary>
internal static class CxlPoisonView
{
    private static readonly TableColumn[] Columns = ["Address", new("Length", Align: Align.Right), "Source"];

    public static Block Of(CxlPoisonTable table)
    {
        var rows = new List<StatusRow>();
        if (table.Count == 0)
        {
            rows.Add(new StatusRow(State.Ok, table.Device.Id, $"no poison is known{table.Mark}"));
        }

        if (table.IsOverflowed)
        {
            rows.Add(new StatusRow(State.Warn, "incomplete", $"the device could not keep all records{(table.OverflowTime is { } time ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" since {time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z") : "")}; scan its media"));
        }

        if (table.IsScanInProgress)
        {
            rows.Add(new StatusRow(State.Unknown, "scan", "a scan of the media runs and will change the list"));
        }

        if (table.Count == 0)
        {
            return new StatusRows(rows);
        }

        var model = new TableModel(Columns, table.Count, (row, column) => column switch
        {
            0 => Cell.Code(CxlText.Address(table[row].Dpa)),
            1 => CxlText.Bytes(table[row].LengthBytes),
            _ => Source(table[row].Source),
        })
        {
            Caption = $"Poison of {table.Device.Id}, {CxlText.Bytes(table.TotalBytes)} in all{table.Mark}",
            RowNoun = "places",
        };
        return rows.Count == 0 ? model : new Stack(new StatusRows(rows), model);
    }

    private static Cell Source(CxlMediaErrorSource source) => source switch
    {
        CxlMediaErrorSource.Injected => Cell.Of(State.Unknown, "injected"),
        CxlMediaErrorSource.Internal or CxlMediaErrorSource.External => Cell.Of(State.Fault, CxlText.Words(source)),
        _ => Cell.Of(State.Warn, CxlText.Words(source)),
    };
}
