using System.Buffers.Binary;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests;

/// <summary>A ring buffer in memory, with a writer that follows the daemon's rules.</summary>
internal sealed class MemoryRing(byte[] bytes) : IRingMemory
{
    public long Length => bytes.Length;

    /// <summary>Runs before each copy of data: the moment at which another process writes.</summary>
    public Action? BeforeCopy { get; set; }

    public static MemoryRing Create(int capacity, ulong streamId = 1)
    {
        var ring = new MemoryRing(new byte[RingHeader.Length + capacity]);
        ring.Put(0, RingHeader.ExpectedMagic);
        ring.Put(8, (ulong)capacity);
        ring.Put(48, streamId);
        return ring;
    }

    public ulong ReadUInt64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((int)offset));

    public void Read(long offset, Span<byte> destination)
    {
        BeforeCopy?.Invoke();
        bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
    }

    public void Put(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), value);

    public void Write(byte[] payload)
    {
        var head = ReadUInt64(16);
        var record = new byte[4 + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)payload.Length);
        payload.CopyTo(record, 4);
        Put(32, ReadUInt64(32) + 1);
        foreach (var (value, i) in record.Select((value, i) => (value, i)))
        {
            bytes[RingHeader.Length + (int)((head + (ulong)i) % ReadUInt64(8))] = value;
        }

        Put(16, head + (ulong)record.Length);
        Put(32, ReadUInt64(32) + 1);
    }
}
