using System.IO.MemoryMappedFiles;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>A ring buffer file mapped read-only into memory.</summary>
internal sealed class MappedRingMemory : IRingMemory, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public MappedRingMemory(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = stream.Length;
        if (Length < RingHeader.Length)
        {
            stream.Dispose();
            throw RingErrors.TooShort(Length);
        }

        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
    }

    public long Length { get; }

    public ulong ReadUInt64(long offset)
    {
        // Aligned, so it is read in one piece; the barriers keep it before the copy that follows and after the one before.
        Interlocked.MemoryBarrier();
        var value = _view.SafeMemoryMappedViewHandle.Read<ulong>((ulong)offset);
        Interlocked.MemoryBarrier();
        return value;
    }

    public void Read(long offset, Span<byte> destination) => _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, destination);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
