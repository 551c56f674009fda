using System.Buffers.Binary;

namespace LabSdk.Daq.Wire;

/// <summary>
/// Takes whole records out of a ring buffer without locking its writer: copy, then see whether the epoch is still the
/// same (a seqlock). Keeps the position of the next record.
/// </summary>
internal sealed class RingReader
{
    private const int PrefixLength = 4;
    private const int FirstChunk = 64 * 1024;

    private readonly IRingMemory _memory;
    private byte[] _chunk = new byte[FirstChunk];

    public RingReader(IRingMemory memory, bool fromOldest)
    {
        _memory = memory;
        var header = RingHeader.Read(memory);
        StreamId = header.StreamId;
        Position = fromOldest ? Math.Max(header.ReadTail, header.OldestByte) : header.WriteHead;
        if (Position > header.WriteHead && !header.IsBeingWritten)
        {
            throw RingErrors.BadPositions(header.WriteHead, Position);
        }
    }

    /// <summary>Identity of the buffer.</summary>
    public ulong StreamId { get; private set; }

    /// <summary>Logical byte at which the next record begins.</summary>
    public ulong Position { get; private set; }

    /// <summary>Bytes that were overwritten before they could be read.</summary>
    public ulong LostBytes { get; private set; }

    /// <summary>Reads the records that are there now.</summary>
    /// <param name="records">Receives the payloads, in order.</param>
    /// <returns>False when the writer was in the way: try again soon.</returns>
    /// <exception cref="ProtocolException">A record cannot be: the reader has jumped to the newest byte.</exception>
    public bool TryRead(List<byte[]> records)
    {
        var wanted = FirstChunk;
        while (true)
        {
            var header = RingHeader.Read(_memory);
            if (header.IsBeingWritten)
            {
                return false;
            }

            Follow(header);
            var available = header.WriteHead - Position;
            var length = (int)Math.Min(available, (ulong)wanted);
            if (length < PrefixLength)
            {
                return true;
            }

            if (!TryCopy(header, length))
            {
                return false;
            }

            var needed = Take(records, length, available, header);
            if (needed == 0)
            {
                continue;
            }

            if ((ulong)needed > available)
            {
                return true;
            }

            wanted = needed;
        }
    }

    /// <summary>After an overrun record borders are lost: go on at the newest byte. Another buffer begins anew.</summary>
    private void Follow(in RingHeader header)
    {
        if (header.StreamId != StreamId)
        {
            StreamId = header.StreamId;
            Position = Math.Max(header.ReadTail, header.OldestByte);
        }

        if (Position > header.WriteHead)
        {
            Position = header.WriteHead;
        }
        else if (header.WriteHead - Position > header.Capacity)
        {
            LostBytes += header.WriteHead - Position;
            Position = header.WriteHead;
        }
    }

    private bool TryCopy(in RingHeader header, int length)
    {
        if (_chunk.Length < length)
        {
            _chunk = new byte[length];
        }

        var offset = Position % header.Capacity;
        var first = (int)Math.Min((ulong)length, header.Capacity - offset);
        _memory.Read(RingHeader.Length + (long)offset, _chunk.AsSpan(0, first));
        _memory.Read(RingHeader.Length, _chunk.AsSpan(first, length - first));
        return RingHeader.Read(_memory).WriteEpoch == header.WriteEpoch;
    }

    /// <summary>Cuts records out of the chunk; returns the bytes needed for the next one, 0 when some were taken.</summary>
    private int Take(List<byte[]> records, int length, ulong available, in RingHeader header)
    {
        var taken = 0;
        var needed = PrefixLength;
        while (length - taken >= PrefixLength)
        {
            var payload = BinaryPrimitives.ReadUInt32LittleEndian(_chunk.AsSpan(taken));
            if (payload > header.Capacity - PrefixLength || payload > int.MaxValue - PrefixLength)
            {
                LostBytes += available - (ulong)taken;
                Position = header.WriteHead;
                throw RingErrors.BadRecord(payload, available - (ulong)taken - PrefixLength);
            }

            needed = PrefixLength + (int)payload;
            if (length - taken < needed)
            {
                break;
            }

            records.Add(_chunk.AsSpan(taken + PrefixLength, (int)payload).ToArray());
            taken += needed;
        }

        Position += (ulong)taken;
        return taken > 0 ? 0 : needed;
    }
}
