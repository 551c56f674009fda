using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The clock of the component: 0300h and 0301h.</summary>
internal sealed class TimestampArea(DeviceClock clock) : ICciArea
{
    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.GetTimestamp, _ => new CciWriter().U64(clock.Now));
        commands.Add(CxlCommands.SetTimestamp, call =>
        {
            clock.Set(call.Read().U64());
            return CxlReturnCode.Success;
        });
    }
}
