using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>QoS registers of a single logical device: 4700h to 4702h.</summary>
internal sealed class QosArea : ICciArea
{
    // Both kinds of telemetry off, 10 and 25 percent, 8 ns: the defaults of the specification.
    private byte[] _control = [0, 10, 25, 8];

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetSldQosControl, _ => _control.ToArray());
        commands.Add(CxlCommands.MemdevSetSldQosControl, call =>
        {
            if (!IsValid(call.Payload.Span))
            {
                return CxlReturnCode.InvalidInput;
            }

            _control = call.Payload.ToArray();
            return CxlReturnCode.Success;
        });
        commands.Add(CxlCommands.MemdevGetSldQosStatus, _ => new CciWriter().U8(3));
    }

    /// <summary>Telemetry bits, two percentages from 1 to 100, an interval up to 15 ns; what follows is looked at by others.</summary>
    public static bool IsValid(ReadOnlySpan<byte> control) =>
        control[0] <= 3 && control[1] is >= 1 and <= 100 && control[2] is >= 1 and <= 100 && control[3] <= 15;
}
