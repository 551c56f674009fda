using LabSdk.Framing;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Tapes;

/// <summary>The file of a tape: whole records, many in one call to the operating system. For one thread.</summary>
internal sealed class TapeFile : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private long _written, _bytes, _records;

    private TapeFile(SafeFileHandle handle, string path) => (_handle, Path) = (handle, path);

    public string Path { get; }

    /// <summary>Size with what is not flushed yet.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public long Records => Interlocked.Read(ref _records);

    public bool IsClosed => _handle.IsClosed;

    public static TapeFile Create(string path, bool overwrite)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (System.IO.Path.GetDirectoryName(full) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var file = new TapeFile(File.OpenHandle(full, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete), full);
        RecordFraming.WriteHeader(file._buffer, TapeFormat.Magic, TapeFormat.MajorVersion, TapeFormat.MinorVersion);
        file._used = RecordFraming.HeaderBytes;
        file._bytes = RecordFraming.HeaderBytes;
        return file;
    }

    /// <summary>Seals a record and writes it, or keeps it for the next flush.</summary>
    public void Put(Span<byte> record)
    {
        RecordFraming.Seal(record);
        if (record.Length > BufferBytes - _used)
        {
            Flush();
        }

        if (record.Length > BufferBytes)
        {
            RandomAccess.Write(_handle, record, _written);
            _written += record.Length;
        }
        else
        {
            record.CopyTo(_buffer.AsSpan(_used));
            _used += record.Length;
        }

        Interlocked.Add(ref _bytes, record.Length);
        Interlocked.Increment(ref _records);
    }

    /// <summary>Returns when the operating system has everything: it is safe from every end of this process.</summary>
    public void Flush()
    {
        if (_used > 0 && !_handle.IsClosed)
        {
            RandomAccess.Write(_handle, _buffer.AsSpan(0, _used), _written);
            _written += _used;
            _used = 0;
        }
    }

    public void Dispose() => _handle.Dispose();
}
