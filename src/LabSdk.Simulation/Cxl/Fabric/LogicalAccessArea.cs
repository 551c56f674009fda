using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Configuration and memory requests to a logical device: 5301h and 5302h.</summary>
/// <param name="find">The function by port and logical device; null for none.</param>
internal sealed class LogicalAccessArea(Func<byte, ushort, PretendFunction?> find) : ICciArea
{
    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiSendLdCxlioConfigRequest, Configure, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiSendLdCxlioMemRequest, Transfer, CciRule.Variable, CciLink.Fabric);
    }

    private CciResult Configure(CciCall call)
    {
        var input = call.Read();
        var (port, access, device) = (input.U8(), input.U24(), input.U16());
        input.Skip(2);
        return find(port, device) is { } function ? PretendAccess.Configure(function, access, input.U32()) : CxlReturnCode.InvalidInput;
    }

    private CciResult Transfer(CciCall call)
    {
        var input = call.Read();
        var (port, access, device, length, address) = (input.U8(), input.U24(), input.U16(), input.U16(), input.U64());
        return find(port, device) is { } function
            ? PretendAccess.Transfer(function, access, length, address, input, call.MaximumResponse)
            : CxlReturnCode.InvalidInput;
    }
}
