namespace LabSdk.Simulation.Cxl;

/// <summary>A virtual port of a virtual switch and what it is bound to.</summary>
internal sealed class VirtualPort
{
    public const byte Unbound = 0, InProgress = 1, BoundPort = 2, BoundDevice = 3, NoDevice = 0xFF;

    public byte Status { get; private set; }

    public byte Port { get; private set; }

    public byte Device { get; private set; } = NoDevice;

    public bool IsBound => Status is BoundPort or BoundDevice;

    public void Bind(byte port, byte device) => (Status, Port, Device) = (device == NoDevice ? BoundPort : BoundDevice, port, device);

    /// <summary>Bind or unbind is under way; the port is told already.</summary>
    public void Begin(byte port, byte device) => (Status, Port, Device) = (InProgress, port, device);

    public void Unbind() => (Status, Port, Device) = (Unbound, 0, NoDevice);

    public CciWriter Write(CciWriter answer) => answer.U8(Status).U8(Port).U8(Device).Pad(1);
}
