using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Virtual switches and the binding of their ports: 5200h to 5202h.</summary>
internal sealed class VirtualSwitchesArea(VirtualSwitches switches, IReadOnlyList<SwitchPort> ports, BackgroundSlot background, EventLogs events) : ICciArea
{
    private const ushort NoLogicalDevice = 0xFFFF;
    private const byte Enabled = 1, InvalidSwitch = 0xFF, LastOption = 2, OptionMask = 0x0F;

    private static readonly TimeSpan BindTime = TimeSpan.FromSeconds(1);

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiGetVcsInfo, Information, CciRule.Variable, CciLink.Fabric);
        commands.Add(CxlCommands.FmapiBindVppb, Bind, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiUnbindVppb, Unbind, links: CciLink.Fabric);
    }

    private CciResult Information(CciCall call)
    {
        var input = call.Read();
        var (start, limit, count) = (input.U8(), input.U8(), input.U8());
        input.Expect(count);
        var answer = new CciWriter().U8(count).Pad(3);
        foreach (var id in input.Rest())
        {
            if (switches.Find(id) is not { } found)
            {
                answer.U8(id).U8(InvalidSwitch).Pad(2);
                continue;
            }

            answer.U8(id).U8(found.IsEnabled ? Enabled : 0).U8(found.UpstreamPort).U8(found.Ports.Count);
            foreach (var port in found.Ports.Skip(start).Take(limit))
            {
                port.Write(answer);
            }
        }

        return answer;
    }

    private CciResult Bind(CciCall call)
    {
        var input = call.Read();
        var (id, index, physical) = (input.U8(), input.U8(), input.U8());
        input.Skip(1);
        var logical = input.U16();
        if (Find(id, index) is not { Status: VirtualPort.Unbound } port || physical >= ports.Count || ports[physical] is not { IsUpstream: false, IsUp: true } target)
        {
            return CxlReturnCode.InvalidInput;
        }

        var device = logical == NoLogicalDevice ? VirtualPort.NoDevice : (byte)logical;
        var fits = target.Mld is { } mld ? logical < mld.LogicalDevices.Count : logical == NoLogicalDevice;
        if (!fits || switches.IsTaken(physical, device))
        {
            return CxlReturnCode.InvalidInput;
        }

        port.Begin(physical, device);
        target.Activity = SwitchPort.BindInProgress;
        return Start(call.Opcode, target, id, index, () => port.Bind(physical, device), port.Unbind);
    }

    private CciResult Unbind(CciCall call)
    {
        var input = call.Read();
        var (id, index, option) = (input.U8(), input.U8(), input.U8() & OptionMask);
        if (Find(id, index) is not { IsBound: true } port || option > LastOption)
        {
            return CxlReturnCode.InvalidInput;
        }

        var (physical, device) = (port.Port, port.Device);
        port.Begin(physical, device);
        ports[physical].Activity = SwitchPort.UnbindInProgress;
        return Start(call.Opcode, ports[physical], id, index, port.Unbind, () => port.Bind(physical, device));
    }

    private CciResult Start(ushort opcode, SwitchPort target, byte id, byte index, Action succeed, Action fail)
    {
        void Finish(Action end)
        {
            end();
            target.Activity = SwitchPort.Downstream;
        }

        return background.Start(new BackgroundWork(opcode, BindTime, () =>
        {
            Finish(succeed);
            var port = switches.Find(id)!.Ports[index];
            events.Add(EventLogs.Informational, SimulatedCxlEvent.VirtualSwitch(id, index, port.Status, port.Port, port.Device).Build());
            return CxlReturnCode.Success;
        })
        {
            Fail = _ => Finish(fail),
        });
    }

    private VirtualPort? Find(byte id, byte index) =>
        switches.Find(id) is { IsEnabled: true } found && index < found.Ports.Count ? found.Ports[index] : null;
}
