namespace LabSdk.Simulation.Cxl;

/// <summary>
/// The LD Pool CCI of a multi-headed device: commands of the pool, reached by a tunnel of target type 1. It shares the state of the
/// device, and so its lock.
/// </summary>
internal sealed class LogicalDevicePool : SimulatedCxlComponent
{
    private const int MailboxPayload = 2048;

    private readonly ComponentParts _parts;

    public LogicalDevicePool(SimulatedCxlMldOptions options, IReadOnlyList<ICciArea> areas, Lock gate)
        : base($"{options.Name} pool", (ulong)options.SerialNumber, options.Time, MailboxPayload, CxlKernel.Permissive, gate)
    {
        _parts = new ComponentParts(this, ComponentIdentity.Type3, CciLink.Any, new FirmwareSlots(2, "SIM POOL 1.0"), eventLogSize: 16, dynamicLogSize: 0);
        Notifier = _parts.Notifier;
        foreach (var area in areas)
        {
            Commands.Commands.Add(area);
        }
    }

    private protected override void ResetParts() => _parts.Reset();
}
