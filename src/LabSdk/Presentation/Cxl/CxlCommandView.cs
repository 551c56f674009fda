using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>The Command Effects Log as a table.</summary>
internal static class CxlCommandView
{
    private const CxlCommandEffects Shown = CxlCommandEffects.Background | CxlCommandEffects.AbortSupported | CxlCommandEffects.SecondaryMailbox | CxlCommandEffects.ResetBitsValid;
    private static readonly TableColumn[] Columns = ["Opcode", "Command", "Changes", "Background", "Needs", "Secondary mailbox"];

    public static Block Of(CxlCommandTable table) => new TableModel(Columns, table.Count, (row, column) => At(table[row], column))
    {
        Caption = $"Commands of {table.Device.Id}{table.Mark}",
        RowNoun = "commands",
    };

    private static Cell At(CxlCelEntry entry, int column) => column switch
    {
        0 => Cell.Code(CxlText.Opcode(entry.Opcode)),
        1 => entry.Command is { } command ? command.Title : Cell.Of(State.Unknown, "not known here"),
        2 => (entry.Effects & ~Shown) is var effects && effects == CxlCommandEffects.None ? Cell.Null : CxlText.Flags(effects),
        3 => entry.RunsInBackground ? entry.CanBeAborted ? "yes, can be aborted" : "yes" : Cell.Null,
        4 => Needs(entry.Command?.Danger ?? CxlDanger.Unknown),
        _ => entry.Effects.HasFlag(CxlCommandEffects.SecondaryMailbox) ? "yes" : Cell.Null,
    };

    // What stands between a slip of the hand and the device.
    private static Cell Needs(CxlDanger danger) => danger switch
    {
        CxlDanger.DataLoss => Cell.Of(State.Fault, "confirmation: destroys data"),
        CxlDanger.Disruptive => Cell.Of(State.Warn, "AllowDisruptive"),
        CxlDanger.Security => Cell.Of(State.Warn, "AllowSecurity"),
        CxlDanger.Unknown => Cell.Of(State.Warn, "AllowVendor"),
        _ => Cell.Null,
    };
}
