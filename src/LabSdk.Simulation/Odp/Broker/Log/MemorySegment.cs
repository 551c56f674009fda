namespace LabSdk.Simulation.Odp;

/// <summary>A segment in memory. It begins small, so that many quiet partitions cost little.</summary>
internal sealed class MemorySegment(long baseOffset) : LogSegment(baseOffset)
{
    /// <summary>A segment is full at this size.</summary>
    public const int Limit = 1024 * 1024;

    private const int Smallest = 4096;

    private byte[] _bytes = [];

    public override ReadOnlyMemory<byte> Read(int position, int size) => _bytes.AsMemory(position, size);

    protected override void Write(ReadOnlySpan<byte> bytes, int position)
    {
        var needed = checked(position + bytes.Length);
        if (needed > _bytes.Length)
        {
            // Readers may still hold the old array, so it is never given back for other use.
            var size = Math.Max(needed, Math.Min(Limit, Math.Max(Smallest, _bytes.Length * 4)));
            var bigger = GC.AllocateUninitializedArray<byte>(size);
            _bytes.AsSpan(0, position).CopyTo(bigger);
            _bytes = bigger;
        }

        bytes.CopyTo(_bytes.AsSpan(position));
    }
}
