using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A switch: a drawing of its ports, virtual switches and bindings, and below it the table of ports.</summary>
internal static class CxlSwitchView
{
    // A drawing of more would be no help.
    private const int MostPorts = 64;

    public static Block Of(CxlPorts ports)
    {
        var table = CxlPortTable.Of(ports, $"Ports of {ports.Device.Id}{ports.Mark}");
        if (ports.Count is 0 or > MostPorts)
        {
            return table;
        }

        // Words say the same as the drawing: the table of ports stands below anyway, so only the bindings.
        var words = ports.VirtualSwitches.Count == 0 ? (Block)new TextBlock($"Switch {ports.Device.Id}{ports.Mark}") : CxlVirtualSwitchView.Of(ports.Device, ports.VirtualSwitches);
        return new Stack(new CxlSwitchDrawing(ports).Draw(words), table);
    }
}
