namespace LabSdk.Daq.Wire;

/// <summary>The 128 bytes in front of the ring buffer's data, at one moment.</summary>
/// <param name="Capacity">Size of the data region in bytes.</param>
/// <param name="WriteHead">Bytes ever written.</param>
/// <param name="ReadTail">Oldest byte that the daemon's file writer has not taken yet.</param>
/// <param name="WriteEpoch">Odd while a write goes on.</param>
/// <param name="StreamId">Creation time in ns; another value means another buffer.</param>
internal readonly record struct RingHeader(ulong Capacity, ulong WriteHead, ulong ReadTail, ulong WriteEpoch, ulong StreamId)
{
    public const int Length = 128;
    public const ulong ExpectedMagic = 0xDADADADA00000001;

    public bool IsBeingWritten => (WriteEpoch & 1) == 1;

    /// <summary>The oldest byte that is still there.</summary>
    public ulong OldestByte => WriteHead > Capacity ? WriteHead - Capacity : 0;

    public static RingHeader Read(IRingMemory memory)
    {
        if (memory.Length < Length)
        {
            throw RingErrors.TooShort(memory.Length);
        }

        var magic = memory.ReadUInt64(0);
        if (magic != ExpectedMagic)
        {
            throw RingErrors.BadMagic(magic);
        }

        // The epoch is read first: what is copied afterwards is compared with it again.
        var epoch = memory.ReadUInt64(32);
        var header = new RingHeader(memory.ReadUInt64(8), memory.ReadUInt64(16), memory.ReadUInt64(24), epoch, memory.ReadUInt64(48));
        return header.Capacity > 0 && header.Capacity == (ulong)(memory.Length - Length)
            ? header
            : throw RingErrors.BadCapacity(header.Capacity, memory.Length);
    }
}
