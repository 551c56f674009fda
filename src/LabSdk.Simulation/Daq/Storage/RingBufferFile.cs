using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using Google.Protobuf;

namespace LabSdk.Simulation.Daq;

/// <summary>
/// The ring-buffer tap: a file that other processes map. One writer; readers detect a write in progress by the epoch, which
/// is odd meanwhile.
/// </summary>
internal sealed class RingBufferFile : IDisposable
{
    public const ulong Magic = 0xDADADADA00000001;
    public const int HeaderSize = 128;
    private const int HeadOffset = 16;
    private const int EpochOffset = 32;
    private const int StreamIdOffset = 48;
    private readonly Lock _gate = new();
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _capacity;
    private ulong _head;
    private ulong _epoch;
    private bool _disposed;

    private RingBufferFile(string path, int capacity, ulong streamId)
    {
        Path = path;
        StreamId = streamId;
        _capacity = capacity;
        _file = MemoryMappedFile.CreateFromFile(OpenPrivate(path, capacity), null, HeaderSize + capacity, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
        _view.Write(8, (ulong)capacity);
        _view.Write(StreamIdOffset, streamId);

        // The magic comes last: a reader that sees it sees a whole header.
        Thread.MemoryBarrier();
        _view.Write(0, Magic);
    }

    public string Path { get; }

    public ulong StreamId { get; }

    public int Capacity => _capacity;

    public ulong Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    public ulong Epoch
    {
        get
        {
            lock (_gate)
            {
                return _epoch;
            }
        }
    }

    public static RingBufferFile Create(string folder, int capacity, TimeProvider time)
    {
        var path = System.IO.Path.Combine(folder, "rust_daq_scan_data.buf");
        try
        {
            Directory.CreateDirectory(folder);
            return new RingBufferFile(path, capacity, time.Nanoseconds());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LabConfigurationException(
                SimulationErrorIds.RingBuffer,
                $"The ring buffer of the simulated daemon cannot be created as '{path}': {failure.Message}",
                "Give a folder that you can write to and that has room for the buffer.",
                innerException: failure);
        }
    }

    /// <summary>Appends one record: length and message.</summary>
    public void Write(IMessage message)
    {
        var record = new byte[sizeof(uint) + message.CalculateSize()];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(record.Length - sizeof(uint)));
        message.WriteTo(record.AsSpan(sizeof(uint)));
        lock (_gate)
        {
            if (_disposed || record.Length > _capacity)
            {
                return;
            }

            Publish(EpochOffset, ++_epoch);
            Copy(record);
            _head += (ulong)record.Length;
            Publish(HeadOffset, _head);
            Publish(EpochOffset, ++_epoch);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _view.Dispose();
                _file.Dispose();
            }
        }
    }

    private static FileStream OpenPrivate(string path, int capacity)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        file.SetLength(HeaderSize + capacity);
        return file;
    }

    private void Copy(byte[] record)
    {
        var start = (int)(_head % (ulong)_capacity);
        var first = Math.Min(record.Length, _capacity - start);
        _view.WriteArray(HeaderSize + start, record, 0, first);
        _view.WriteArray(HeaderSize, record, first, record.Length - first);
    }

    private void Publish(long offset, ulong value)
    {
        Thread.MemoryBarrier();
        _view.Write(offset, value);
        Thread.MemoryBarrier();
    }
}
