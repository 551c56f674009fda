using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Health, alerts and the shutdown state: 4200h to 4204h.</summary>
internal sealed class HealthArea(SimulatedCxlHealth health, AlertConfiguration alerts) : ICciArea
{
    private const byte Dirty = 1;

    private byte _shutdownState;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetHealthInfo, _ => HealthRecord.Build(health, alerts));
        commands.Add(CxlCommands.MemdevGetAlertConfig, _ => alerts.Build());
        commands.Add(CxlCommands.MemdevSetAlertConfig, call => alerts.Set(call.Read()));
        commands.Add(CxlCommands.MemdevGetShutdownState, _ => new CciWriter().U8(_shutdownState));
        commands.Add(CxlCommands.MemdevSetShutdownState, call =>
        {
            _shutdownState = (byte)(call.Payload.Span[0] & Dirty);
            return CxlReturnCode.Success;
        });
    }

    /// <summary>A reset while the state is dirty counts as a dirty shutdown.</summary>
    public void Reset()
    {
        if (_shutdownState == Dirty)
        {
            health.DirtyShutdowns = unchecked(health.DirtyShutdowns + 1);
        }

        _shutdownState = 0;
        (health.CorrectedVolatileErrors, health.CorrectedPersistentErrors) = (0, 0);
    }
}
