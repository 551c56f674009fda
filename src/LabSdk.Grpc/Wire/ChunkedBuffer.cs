using System.Buffers;

namespace LabSdk.Grpc.Wire;

/// <summary>Bytes in a chain of pooled arrays that grows with what is written, without copying what is there.</summary>
internal sealed class ChunkedBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstChunk = 4 * 1024;
    private const int LargestChunk = 1024 * 1024;

    private readonly List<Chunk> _chunks = [];
    private int _used;

    public long Length { get; private set; }

    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_chunks.Count == 0 || _chunks[^1].Array.Length - _used < wanted)
        {
            Grow(wanted);
        }

        return _chunks[^1].Array.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>What was written; valid until disposal.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        if (_chunks.Count == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        _chunks[^1].Close(_used);
        return new ReadOnlySequence<byte>(_chunks[0], 0, _chunks[^1], _used);
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
        {
            ArrayPool<byte>.Shared.Return(chunk.Array);
        }

        _chunks.Clear();
        _used = 0;
        Length = 0;
    }

    private void Grow(int wanted)
    {
        var size = _chunks.Count == 0 ? FirstChunk : Math.Min(_chunks[^1].Array.Length * 2, LargestChunk);
        var next = new Chunk(ArrayPool<byte>.Shared.Rent(Math.Max(size, wanted)));
        if (_chunks.Count > 0)
        {
            _chunks[^1].Link(next, _used);
        }

        _chunks.Add(next);
        _used = 0;
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
