using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Logs as a table.</summary>
internal static class CxlLogView
{
    private static readonly TableColumn[] Columns = ["Log", new("Size", Align: Align.Right), "Can", "UUID"];

    public static Block Of(CxlLogs logs) => new TableModel(Columns, logs.Select(Row))
    {
        Caption = $"Logs of {logs.Device.Id}{logs.Mark}",
        RowNoun = "logs",
    };

    public static Block Of(CxlLog log) => new TableModel(Columns, [Row(log)]) { Caption = $"Log of {log.Device.Id}{log.Mark}", ShowSize = false };

    private static Cell[] Row(CxlLog log) =>
    [
        log.Name,
        CxlText.Bytes(log.Size),
        log.Capabilities is { } can ? CxlText.Flags(can).Replace(" supported", "", StringComparison.Ordinal) : Cell.Null,
        Cell.Code(log.Uuid.ToString()),
    ];
}
