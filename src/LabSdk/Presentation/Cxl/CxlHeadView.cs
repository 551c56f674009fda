using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Heads of a multi-headed device as a table.</summary>
internal static class CxlHeadView
{
    private static readonly TableColumn[] Columns = ["Head", "Port", "Link", "State", "Best", "Logical devices", "Notes"];

    public static Block Of(CxlHeads heads) => new TableModel(Columns, heads.Select((head, index) => Row(heads, head, index)))
    {
        Caption = $"Heads of {heads.Device.Id}{heads.Mark}",
        RowNoun = "heads",
    };

    private static Cell[] Row(CxlHeads heads, CxlHead head, int index)
    {
        var isUp = CxlLinks.IsUp(head.LtssmState);
        var own = string.Join(", ", heads.LdMap.Select((port, ld) => (port, ld)).Where(pair => pair.port == head.PortNumber).Select(pair => pair.ld));
        return
        [
            Cell.Integer(index),
            Cell.Integer(head.PortNumber),
            isUp ? CxlLinks.Text(head.NegotiatedLinkWidth, head.CurrentLinkSpeed) : Cell.Null,
            !isUp ? Cell.Of(State.Fault, $"down: {CxlText.Words(head.LtssmState)}") : Cell.Of(State.Ok, "up"),
            CxlLinks.Text(head.MaximumLinkWidth, head.MaximumLinkSpeed),
            own.Length > 0 ? own : Cell.Null,
            head.LinkState == CxlHeadLinkState.None ? Cell.Null : CxlText.Flags(head.LinkState),
        ];
    }
}
