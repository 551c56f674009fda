using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>What a CXL component says it is. Shows itself as a card.</summary>
public sealed class CxlIdentity : CxlView
{
    internal CxlIdentity(CxlDevice device, ulong? serialNumber, Identify? component, MemdevIdentify? memory, FmapiIdentifySwDevice? fabric)
        : base(device) => (SerialNumber, Component, Memory, Switch) = (serialNumber, component, memory, fabric);

    /// <summary>The serial number that confirmations name; null when the component does not tell it.</summary>
    public ulong? SerialNumber { get; }

    /// <summary>Vendor, device and kind of component; null on the mailbox of a memory device, which does not have it.</summary>
    public Identify? Component { get; }

    /// <summary>Capacity, firmware and log sizes of a memory device; null for other components.</summary>
    public MemdevIdentify? Memory { get; }

    /// <summary>Ports and virtual switches of a switch; null for other components.</summary>
    public FmapiIdentifySwDevice? Switch { get; }

    internal override Block View() => CxlIdentityView.Of(this);
}
