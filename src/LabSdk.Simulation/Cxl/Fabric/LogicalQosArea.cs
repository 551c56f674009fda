using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>QoS of a pool and of each of its logical devices: 5403h to 5409h.</summary>
internal sealed class LogicalQosArea(int devices) : ICciArea
{
    // Defaults of the specification: telemetry off, 10 and 25 percent, 8 ns, no basis, 64 ns.
    private byte[] _control = [0, 10, 25, 8, 0, 0, 64];

    private readonly byte[] _allocated = Filled(devices, (byte)Math.Min(255, 256 / devices));
    private readonly byte[] _limits = Filled(devices, 0);

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiGetQosControl, _ => _control.ToArray(), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSetQosControl, SetControl, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetQosStatus, _ => new CciWriter().U8(7), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetQosAllocatedBw, call => Get(call, _allocated), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSetQosAllocatedBw, call => Set(call, _allocated, isShare: true), CciRule.Variable, CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetQosBwLimit, call => Get(call, _limits), links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSetQosBwLimit, call => Set(call, _limits, isShare: false), CciRule.Variable, CciLink.Fabric);
    }

    private CciResult SetControl(CciCall call)
    {
        if (!QosArea.IsValid(call.Payload.Span))
        {
            return CxlReturnCode.InvalidInput;
        }

        _control = call.Payload.ToArray();
        return _control.ToArray();
    }

    private static CciResult Get(CciCall call, byte[] fractions)
    {
        var (count, start) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (start >= fractions.Length)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = fractions.AsSpan(start, Math.Min(count, fractions.Length - start));
        return new CciWriter().U8(page.Length).U8(start).Bytes(page);
    }

    private static CciResult Set(CciCall call, byte[] fractions, bool isShare)
    {
        var input = call.Read();
        var (count, start) = (input.U8(), input.U8());
        input.Expect(count);
        var wanted = fractions.ToArray();
        if (count == 0 || start + count > fractions.Length)
        {
            return CxlReturnCode.InvalidInput;
        }

        input.Rest().CopyTo(wanted.AsSpan(start));
        if (isShare && wanted.Sum(each => each) > 256)
        {
            // Nobody can be promised more than there is.
            return CxlReturnCode.InvalidInput;
        }

        wanted.CopyTo(fractions, 0);
        return call.Payload.ToArray();
    }

    private static byte[] Filled(int count, byte value)
    {
        var bytes = new byte[count];
        Array.Fill(bytes, value);
        return bytes;
    }
}
