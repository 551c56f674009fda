using System.Globalization;
using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Virtual switches as a table with one row for each vPPB.</summary>
internal static class CxlVirtualSwitchView
{
    private static readonly TableColumn[] Columns = ["Virtual switch", "State", "Upstream port", "vPPB", "Binding", "Port", "LD"];

    public static Block Of(CxlDevice device, IReadOnlyList<CxlVcs> switches) => new TableModel(Columns, switches.SelectMany(Rows))
    {
        Caption = $"Virtual switches of {device.Id}{(device.Description.IsSimulated ? " (SIMULATED)" : "")}",
        RowNoun = "vPPBs",
    };

    /// <summary>What a vPPB is bound to, in words.</summary>
    public static Cell Binding(CxlVppb vppb) => vppb.Binding switch
    {
        CxlVppbBinding.Unbound => Cell.Of(State.Unknown, "unbound"),
        CxlVppbBinding.BindOrUnbindInProgress => Cell.Of(State.Warn, "in progress"),
        CxlVppbBinding.BoundPhysicalPort => Cell.Of(State.Ok, "bound to a port"),
        CxlVppbBinding.BoundLD => Cell.Of(State.Ok, "bound to an LD"),
        CxlVppbBinding.BoundPid => Cell.Of(State.Ok, "bound to a PID"),
        var other => Cell.Of(State.Unknown, CxlText.Words(other)),
    };

    /// <summary>True for a vPPB that has something.</summary>
    public static bool IsBound(CxlVppb vppb) => vppb.Binding is CxlVppbBinding.BoundPhysicalPort or CxlVppbBinding.BoundLD or CxlVppbBinding.BoundPid;

    private static IEnumerable<Cell[]> Rows(CxlVcs vcs) => vcs.Vppbs.Count == 0
        ? [[Cell.Integer(vcs.VcsId), StateOf(vcs), Cell.Integer(vcs.UspId), Cell.Null, string.Create(CultureInfo.InvariantCulture, $"{vcs.VppbCount} vPPBs")]]
        : vcs.Vppbs.Select((vppb, index) => new[]
        {
            Cell.Integer(vcs.VcsId), StateOf(vcs), Cell.Integer(vcs.UspId), Cell.Integer(index), Binding(vppb),
            IsBound(vppb) ? Cell.Integer(vppb.BoundPortId) : Cell.Null,
            vppb.Binding == CxlVppbBinding.BoundLD ? Cell.Integer(vppb.BoundLdId) : Cell.Null,
        });

    private static Cell StateOf(CxlVcs vcs) => vcs.VcsState switch
    {
        CxlVcsState.Enabled => Cell.Of(State.Ok, "enabled"),
        CxlVcsState.Disabled => Cell.Of(State.Unknown, "disabled"),
        var other => Cell.Of(State.Fault, CxlText.Words(other)),
    };
}
