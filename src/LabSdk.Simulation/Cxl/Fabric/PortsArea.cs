using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The switch itself and its physical ports: 5100h to 5103h.</summary>
internal sealed class PortsArea(IReadOnlyList<SwitchPort> ports, VirtualSwitches switches, EventLogs events, TimeProvider time, Lock gate) : ICciArea
{
    private const byte AssertPerst = 0, DeassertPerst = 1, ResetBridge = 2, Decoders = 4;
    private const int BitmapSize = 32;

    private static readonly TimeSpan PerstTime = TimeSpan.FromMilliseconds(100);

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiIdentifySwDevice, _ => Identify(), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetPhysPortState, State, CciRule.Variable, CciLink.Fabric);
        commands.Add(CxlCommands.FmapiPhysPortControl, Control, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSendPpbCxlioConfigRequest, Configure, links: CciLink.Fabric);
    }

    private CciResult Identify()
    {
        var all = switches.All;
        return new CciWriter().U8(0).Pad(1).U8(ports.Count).U8(all.Count)
            .Bytes(Bitmap(ports.Where(port => port.IsUp).Select(port => port.Id)))
            .Bytes(Bitmap(all.Where(each => each.IsEnabled).Select(each => each.Id)))
            .U16(all.Sum(each => each.Ports.Count)).U16(all.Sum(each => each.Ports.Count(port => port.IsBound))).U8(Decoders);
    }

    private CciResult State(CciCall call)
    {
        var input = call.Read();
        var count = input.U8();
        input.Expect(count);
        var answer = new CciWriter().U8(count).Pad(3);
        foreach (var id in input.Rest())
        {
            answer.Bytes((id < ports.Count ? ports[id].State() : SwitchPort.Invalid(id)).ToArray());
        }

        return answer;
    }

    private CciResult Control(CciCall call)
    {
        var (id, operation) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (id >= ports.Count || ports[id].IsUpstream || operation > ResetBridge)
        {
            return CxlReturnCode.InvalidInput;
        }

        var port = ports[id];
        if (port.IsChanging)
        {
            return CxlReturnCode.RetryRequired;
        }

        if (operation == ResetBridge)
        {
            port.Device?.Reset();
        }
        else if (port.IsInReset != (operation == AssertPerst))
        {
            Change(port, operation == AssertPerst);
        }

        return CxlReturnCode.Success;
    }

    /// <summary>The line takes its time; what is behind it is reset when it is pulled, and heard of when that is done.</summary>
    private void Change(SwitchPort port, bool isAsserted)
    {
        port.IsChanging = true;
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                lock (gate)
                {
                    timer?.Dispose();
                    (port.IsChanging, port.IsInReset) = (false, isAsserted);
                    if (isAsserted)
                    {
                        port.Device?.Reset();
                    }

                    Announce(port);
                }
            },
            null, PerstTime, Timeout.InfiniteTimeSpan);
    }

    public void Announce(SwitchPort port)
    {
        // The event has the fields of the port's state behind its id, without the number of logical devices.
        var state = new CciWriter().Bytes(port.State().ToArray().AsSpan(1, 14));
        events.Add(EventLogs.Informational, SimulatedCxlEvent.PhysicalSwitch(port.Id, state).Build());
    }

    private CciResult Configure(CciCall call)
    {
        var input = call.Read();
        var (id, access, data) = (input.U8(), input.U24(), input.U32());
        return id < ports.Count ? PretendAccess.Configure(ports[id].Bridge, access, data) : CxlReturnCode.InvalidInput;
    }

    private static byte[] Bitmap(IEnumerable<byte> ids)
    {
        var bitmap = new byte[BitmapSize];
        foreach (var id in ids)
        {
            bitmap[id / 8] |= (byte)(1 << (id % 8));
        }

        return bitmap;
    }
}
