using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Commands of a vendor, for tests: C000h echoes, C001h always fails, C002h takes its time.</summary>
internal sealed class VendorArea : ICciArea
{
    public const ushort Echo = 0xC000, Fail = 0xC001, Slow = 0xC002;

    /// <summary>What C001h says.</summary>
    public const ushort FailStatus = 0xBEEF;

    private static readonly TimeSpan SlowTime = TimeSpan.FromMilliseconds(1500);

    public void Register(CciCommandTable commands)
    {
        commands.Add(Echo, 0, call => call.Payload.ToArray(), CciRule.Variable, CciLink.Any);
        commands.Add(Fail, 0, _ => new CciResult(CxlReturnCode.InternalError) { VendorStatus = FailStatus }, CciRule.Variable, CciLink.Any);
        commands.Add(Slow, 0, TakeTime, CciRule.Variable, CciLink.Any);
    }

    /// <summary>The payload may name the milliseconds, in two bytes.</summary>
    private static CciResult TakeTime(CciCall call)
    {
        var time = call.Payload.Length >= 2 ? TimeSpan.FromMilliseconds(call.Read().U16()) : SlowTime;
        return new CciResult(CxlReturnCode.Success, call.Payload.ToArray()) { Delay = time };
    }
}
