using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The label storage area: 4102h and 4103h.</summary>
internal sealed class LabelsArea(byte[] labels) : ICciArea
{
    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetLsa, Get, CciRule.Media);
        commands.Add(CxlCommands.MemdevSetLsa, Set, CciRule.Variable | CciRule.Media | CciRule.Unlocked);
    }

    private CciResult Get(CciCall call)
    {
        var input = call.Read();
        var (offset, length) = (input.U32(), input.U32());
        return (ulong)offset + length > (ulong)labels.Length || length > call.MaximumResponse
            ? CxlReturnCode.InvalidInput
            : labels.AsSpan((int)offset, (int)length).ToArray();
    }

    private CciResult Set(CciCall call)
    {
        var input = call.Read();
        var offset = input.U32();
        input.Skip(4);
        var data = input.Rest();
        if ((ulong)offset + (ulong)data.Length > (ulong)labels.Length)
        {
            return CxlReturnCode.InvalidInput;
        }

        data.CopyTo(labels.AsSpan((int)offset));
        return CxlReturnCode.Success;
    }
}
