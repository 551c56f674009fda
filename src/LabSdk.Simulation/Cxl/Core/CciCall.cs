namespace LabSdk.Simulation.Cxl;

/// <summary>A command that has arrived at a component.</summary>
/// <param name="Opcode">The opcode.</param>
/// <param name="Payload">The request payload.</param>
/// <param name="Link">How it came.</param>
/// <param name="Depth">Tunnels that it came through.</param>
/// <param name="MaximumResponse">The largest payload that the way back takes, in bytes.</param>
internal sealed record CciCall(ushort Opcode, ReadOnlyMemory<byte> Payload, CciLink Link, int Depth, int MaximumResponse)
{
    public CciReader Read() => new(Payload.Span);

    /// <summary>Entries of a list that fit into the answer behind its header.</summary>
    public int Fit(int headerSize, int entrySize) => Math.Max(0, (MaximumResponse - headerSize) / entrySize);
}
