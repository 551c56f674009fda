namespace LabSdk.Simulation.Cxl;

/// <summary>A piece of dynamic capacity, in bytes.</summary>
internal sealed record DynamicExtent(ulong Start, ulong Length, Guid Tag = default, ushort SharedSequence = 0)
{
    public const int Size = 40;

    public ulong End => Start + Length;

    public bool Overlaps(ulong start, ulong length) => Start < start + length && start < End;

    public bool Covers(ulong start, ulong length) => start >= Start && start + length <= End;

    public CciWriter Write(CciWriter answer) => answer.U64(Start).U64(Length).Uuid(Tag).U16(SharedSequence).Pad(6);

    public static DynamicExtent Read(ref CciReader input)
    {
        var extent = new DynamicExtent(input.U64(), input.U64(), input.Uuid(), input.U16());
        input.Skip(6);
        return extent;
    }
}
