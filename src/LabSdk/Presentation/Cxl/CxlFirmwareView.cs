using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>Firmware slots as a table.</summary>
internal static class CxlFirmwareView
{
    private static readonly TableColumn[] Columns = ["Slot", "Revision", "State"];

    public static Block Of(CxlFirmware firmware) => new Stack(
        new TableModel(Columns, firmware.Slots.Select(slot => new Cell[]
        {
            Cell.Integer(slot.Number),
            slot.Revision is { } revision ? Cell.Code(revision) : Cell.Null,
            slot switch
            {
                { IsActive: true, IsStaged: true } => Cell.Of(State.Ok, "active, staged again"),
                { IsActive: true } => Cell.Of(State.Ok, "active"),
                { IsStaged: true } => Cell.Of(State.Warn, "staged: active after the next reset"),
                { Revision: null } => Cell.Of(State.Unknown, "empty"),
                _ => Cell.Of(State.Unknown, "holds firmware"),
            },
        }))
        {
            Caption = $"Firmware of {firmware.Device.Id}{firmware.Mark}",
            ShowSize = false,
        },
        new TextBlock(firmware.CanActivateOnline ? "Can be activated without a reset." : "Is activated by a reset.", TextStyle.Muted));
}
