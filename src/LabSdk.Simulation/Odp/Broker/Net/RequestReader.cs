using System.Buffers.Binary;

namespace LabSdk.Simulation.Odp;

/// <summary>
/// Cuts the bytes of a connection into requests. The buffer grows only with what has really arrived, and the bytes that all
/// connections hold together are limited.
/// </summary>
internal sealed class RequestReader(Stream stream, SimulatedBrokerOptions options, BufferBudget budget) : IDisposable
{
    public const long NotBegun = long.MaxValue;

    private const int LengthSize = 4;
    private const int SmallestRequest = 10;
    private const int Smallest = 16 * 1024;
    private const int KeepBelow = 8 * 1024 * 1024;

    private byte[] _buffer = [];
    private int _start, _end, _taken;
    private long _began = NotBegun;

    /// <summary>When the first byte of the request that is arriving came, or <see cref="NotBegun"/>.</summary>
    public long Began => Interlocked.Read(ref _began);

    /// <summary>The next request without its length; empty at the end. It is valid until the next call.</summary>
    /// <exception cref="MalformedRequestException">It is no request, or too big.</exception>
    public async ValueTask<Memory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        _start += _taken;
        _taken = 0;
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            if (_buffer.Length > KeepBelow || (_buffer.Length > Smallest && budget.IsTight))
            {
                Release();
            }
        }

        Begin();
        while (_end - _start < LengthSize)
        {
            if (!await FillAsync(LengthSize, cancellationToken).ConfigureAwait(false))
            {
                return default;
            }
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_start));
        if (length < SmallestRequest || length > options.MaxRequestBytes)
        {
            throw new MalformedRequestException($"A request of {length} bytes is announced; {SmallestRequest} to {options.MaxRequestBytes} are allowed.");
        }

        while (_end - _start < LengthSize + length)
        {
            if (!await FillAsync(LengthSize + length, cancellationToken).ConfigureAwait(false))
            {
                return default;
            }
        }

        _taken = LengthSize + length;
        Interlocked.Exchange(ref _began, NotBegun);
        return _buffer.AsMemory(_start + LengthSize, length);
    }

    public void Dispose() => Release();

    private async ValueTask<bool> FillAsync(int needed, CancellationToken cancellationToken)
    {
        if (_start > 0 && _start + needed > _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            // Doubling: never more than twice of what has arrived is held.
            Grow(Math.Max(Smallest, (int)Math.Min((long)_buffer.Length * 2, Math.Max(needed, Smallest))));
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        Begin();
        return count > 0;
    }

    private void Begin()
    {
        if (_end > _start && _began == NotBegun)
        {
            Interlocked.Exchange(ref _began, options.Time.GetTimestamp());
        }
    }

    private void Grow(int size)
    {
        if (!budget.TryTake(size - _buffer.Length))
        {
            throw new MalformedRequestException("Unfinished requests of all clients take more memory than the broker allows (MaxBufferedBytes).");
        }

        var bigger = GC.AllocateUninitializedArray<byte>(size);
        _buffer.AsSpan(_start, _end - _start).CopyTo(bigger);
        (_start, _end) = (0, _end - _start);
        _buffer = bigger;
    }

    private void Release()
    {
        budget.Give(_buffer.Length);
        _buffer = [];
        (_start, _end, _taken) = (0, 0, 0);
    }
}
