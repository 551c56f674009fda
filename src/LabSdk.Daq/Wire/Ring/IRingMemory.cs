namespace LabSdk.Daq.Wire;

/// <summary>The bytes of a ring buffer file, which another process changes while they are read.</summary>
internal interface IRingMemory
{
    /// <summary>Length of the whole file in bytes.</summary>
    long Length { get; }

    /// <summary>Reads a counter in one piece, not reordered with other reads.</summary>
    ulong ReadUInt64(long offset);

    /// <summary>Copies bytes; never outside the file.</summary>
    void Read(long offset, Span<byte> destination);
}
