namespace LabSdk;

/// <summary>What a journal needs of a file.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>Writes all bytes at a place and returns when the operating system has them.</summary>
    /// <exception cref="IOException">Not all of them could be written, for example because the disk is full.</exception>
    void Write(ReadOnlySpan<byte> bytes, long at);

    /// <summary>Cuts the file.</summary>
    void Truncate(long length);

    /// <summary>Returns when the disk has everything.</summary>
    void Flush();
}
