using System.Buffers;

namespace LabSdk.Grpc.Wire;

/// <summary>
/// Received bytes in a chain of pooled arrays. Nothing is copied when more arrives, and arrays grow with what has arrived,
/// not with what a prefix claims: few large arrays for large messages, one small array for small ones.
/// </summary>
internal sealed class ReceiveBuffer : IDisposable
{
    private const int SmallestChunk = 16 * 1024;
    private const int LargestChunk = 1024 * 1024;
    private const int SmallestRead = 2 * 1024;

    private Chunk? _head;
    private Chunk? _tail;
    private int _start;
    private int _end;
    private long _length;

    /// <summary>Room for the next read.</summary>
    public Memory<byte> GetMemory()
    {
        if (_tail is null || _tail.Array.Length - _end < SmallestRead)
        {
            Grow();
        }

        return _tail!.Array.AsMemory(_end);
    }

    /// <summary>Counts what was read into <see cref="GetMemory"/>.</summary>
    public void Advance(int count)
    {
        _end += count;
        _length += count;
    }

    /// <summary>What has arrived and was not consumed; valid until the next call of another member.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        if (_tail is null)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        if (_head == _tail)
        {
            return new ReadOnlySequence<byte>(_tail.Array, _start, _end - _start);
        }

        _tail.Close(_end);
        return new ReadOnlySequence<byte>(_head!, _start, _tail, _end);
    }

    /// <summary>Drops everything but the last <paramref name="rest"/> bytes.</summary>
    public void KeepLast(long rest)
    {
        var drop = _length - rest;
        _length = rest;
        while (_head != _tail && drop >= _head!.Memory.Length - _start)
        {
            drop -= _head.Memory.Length - _start;
            var next = (Chunk)_head.Next!;
            ArrayPool<byte>.Shared.Return(_head.Array);
            _head = next;
            _start = 0;
        }

        _start += (int)drop;
        if (_length == 0)
        {
            _start = _end = 0;
        }
    }

    public void Dispose()
    {
        for (var chunk = _head; chunk is not null; chunk = (Chunk?)chunk.Next)
        {
            ArrayPool<byte>.Shared.Return(chunk.Array);
        }

        _head = _tail = null;
        _start = _end = 0;
        _length = 0;
    }

    private void Grow()
    {
        // Only a message that fills the last array needs a larger one.
        var size = _tail is null ? SmallestChunk
            : _length > _tail.Array.Length / 2 ? Math.Min(_tail.Array.Length * 2, LargestChunk)
            : _tail.Array.Length;
        var next = new Chunk(ArrayPool<byte>.Shared.Rent(size));
        if (_tail is null)
        {
            _head = next;
        }
        else
        {
            _tail.Link(next, _end);
        }

        _tail = next;
        _end = 0;
    }

    private sealed class Chunk(byte[] array) : ReadOnlySequenceSegment<byte>
    {
        public byte[] Array { get; } = array;

        public void Close(int used) => Memory = Array.AsMemory(0, used);

        public void Link(Chunk next, int used)
        {
            Close(used);
            next.RunningIndex = RunningIndex + used;
            Next = next;
        }
    }
}
