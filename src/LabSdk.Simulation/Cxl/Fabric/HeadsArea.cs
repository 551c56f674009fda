using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Heads of a multi-headed device, and which logical device belongs to which: 5500h and 5501h.</summary>
internal sealed class HeadsArea(int heads, int devices) : ICciArea
{
    private const byte Width = 8, AllSpeeds = 0x3F, Speed64 = 6, Speed32 = 5, L0 = 4;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiGetMultiheadedInfo, Information, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiGetHeadInfo, Heads, links: CciLink.Fabric);
    }

    private CciResult Information(CciCall call)
    {
        var (start, limit) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (start >= devices)
        {
            return CxlReturnCode.InvalidInput;
        }

        var count = Math.Min(limit, devices - start);
        var answer = new CciWriter().U8(devices).U8(heads).Pad(2).U8(start).U8(count).Pad(2);
        for (var device = start; device < start + count; device++)
        {
            answer.U8(device % heads);
        }

        return answer;
    }

    private CciResult Heads(CciCall call)
    {
        var (start, wanted) = (call.Payload.Span[0], call.Payload.Span[1]);
        if (start >= heads || wanted == 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        var count = Math.Min(wanted, heads - start);
        var answer = new CciWriter().U8(count).Pad(3);
        for (var head = start; head < start + count; head++)
        {
            answer.U8(head).U8(Width).U8(Width).U8(AllSpeeds).U8(Speed64).U8(Speed32).U8(L0).U8(0).U8(0);
        }

        return answer;
    }
}
