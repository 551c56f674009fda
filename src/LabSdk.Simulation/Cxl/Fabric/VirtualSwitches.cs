namespace LabSdk.Simulation.Cxl;

/// <summary>The virtual switches of a switch.</summary>
internal sealed class VirtualSwitches(IReadOnlyList<VirtualSwitch> all)
{
    public IReadOnlyList<VirtualSwitch> All => all;

    public VirtualSwitch? Find(int id) => id < all.Count ? all[id] : null;

    /// <summary>True when the port, or this logical device behind it, belongs to a host already.</summary>
    public bool IsTaken(byte port, byte device) =>
        all.SelectMany(each => each.Ports).Any(bound => bound.Status != VirtualPort.Unbound && bound.Port == port && bound.Device == device);
}
