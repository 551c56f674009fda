using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>Ports of a switch as a table.</summary>
internal static class CxlPortTable
{
    private static readonly TableColumn[] Columns = ["Port", "Role", "State", "Link", "Best", "On it", "Mode", "LDs", "Notes"];

    public static TableModel Of(IEnumerable<CxlPort> ports, string caption) => new(Columns, ports.Select(Row)) { Caption = caption, RowNoun = "ports" };

    /// <summary>The state of a port with its word.</summary>
    public static (State State, string Word) StateOf(CxlPort port) => port switch
    {
        { State.Configuration.State: CxlPortConfigurationState.Disabled } => (State.Unknown, "disabled"),
        { IsUsed: false } => (State.Unknown, "empty"),
        { IsUp: false } => (State.Fault, $"down: {CxlText.Words(port.State.LtssmState)}"),
        _ => (State.Ok, port.State.LtssmState == CxlLtssmState.L0 ? "up" : $"up: {CxlText.Words(port.State.LtssmState)}"),
    };

    /// <summary>What a port is for.</summary>
    public static string Role(CxlPort port) => port.State.Configuration.State switch
    {
        CxlPortConfigurationState.Usp => "upstream",
        CxlPortConfigurationState.Dsp => "downstream",
        CxlPortConfigurationState.FabricPort => "fabric",
        CxlPortConfigurationState.BindInProgress => "binding",
        CxlPortConfigurationState.UnbindInProgress => "unbinding",
        var other => CxlText.Words(other),
    };

    /// <summary>What is on a port.</summary>
    public static string OnIt(CxlPort port) => port.State.Configuration.State == CxlPortConfigurationState.Usp ? "host" : port.State.ConnectedDeviceType switch
    {
        CxlConnectedDeviceType.None => port.IsUsed ? "something" : "",
        CxlConnectedDeviceType.PCIeDevice => "PCIe device",
        CxlConnectedDeviceType.CxlType1 => "CXL type 1",
        CxlConnectedDeviceType.CxlType2OrHbrSwitch => "CXL type 2 or switch",
        CxlConnectedDeviceType.CxlType3Sld => "memory (SLD)",
        CxlConnectedDeviceType.CxlType3Mld => "memory (MLD)",
        var other => CxlText.Words(other),
    };

    private static Cell[] Row(CxlPort port)
    {
        var (state, word) = StateOf(port);
        var info = port.State;
        var notes = info.LinkState & ~CxlLinkState.Present;
        return
        [
            Cell.Integer(port.Id),
            Role(port),
            Cell.Of(state, word),
            port.IsUsed && port.IsUp ? port.Link : Cell.Null,
            CxlLinks.Text(info.MaximumLinkWidth, info.MaximumLinkSpeed),
            OnIt(port) is { Length: > 0 } device ? device : Cell.Null,
            info.ConnectedDevice.ConnectedDeviceMode == CxlConnectedDeviceMode.NotCxlOrDisconnected ? Cell.Null : CxlText.Words(info.ConnectedDevice.ConnectedDeviceMode),
            info.SupportedLdCount == 0 ? Cell.Null : Cell.Integer(info.SupportedLdCount),
            notes == CxlLinkState.None ? Cell.Null : CxlText.Flags(notes),
        ];
    }
}
