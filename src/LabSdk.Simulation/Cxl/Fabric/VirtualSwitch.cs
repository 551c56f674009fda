namespace LabSdk.Simulation.Cxl;

/// <summary>A virtual switch: the part of a switch that one host sees.</summary>
internal sealed class VirtualSwitch(byte id, byte upstreamPort, int ports)
{
    public byte Id => id;

    public byte UpstreamPort => upstreamPort;

    public bool IsEnabled { get; init; } = true;

    public IReadOnlyList<VirtualPort> Ports { get; } = [.. Enumerable.Range(0, ports).Select(_ => new VirtualPort())];

    /// <summary>The secret of domain validation, which can be set once.</summary>
    public Guid? Secret { get; set; }
}
