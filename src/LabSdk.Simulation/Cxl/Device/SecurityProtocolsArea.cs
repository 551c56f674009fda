using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Security Send and Receive: 4600h and 4601h. Protocol 0 lists the protocols; F0h gives back what was sent.</summary>
internal sealed class SecurityProtocolsArea : ICciArea
{
    private const byte Information = 0, VendorProtocol = 0xF0;
    private const int ListSize = 256;

    private readonly Dictionary<ushort, byte[]> _sent = [];

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevSecuritySend, Send, CciRule.Variable);
        commands.Add(CxlCommands.MemdevSecurityReceive, Receive);
    }

    private CciResult Send(CciCall call)
    {
        var input = call.Read();
        var (protocol, specific) = (input.U8(), input.U16());
        input.Skip(5);
        if (protocol != VendorProtocol)
        {
            return CxlReturnCode.InvalidInput;
        }

        _sent[specific] = input.Rest().ToArray();
        return CxlReturnCode.Success;
    }

    private CciResult Receive(CciCall call)
    {
        var input = call.Read();
        var (protocol, specific) = (input.U8(), input.U16());
        return (protocol, specific) switch
        {
            // Six reserved bytes, the number of protocols (high byte first, as in SPC), then one byte each.
            (Information, 0) => new CciWriter().Pad(6).U8(0).U8(2).U8(Information).U8(VendorProtocol).Pad(ListSize - 2),
            (VendorProtocol, _) when _sent.TryGetValue(specific, out var sent) => sent,
            (VendorProtocol, _) => Array.Empty<byte>(),
            _ => CxlReturnCode.InvalidInput,
        };
    }
}
