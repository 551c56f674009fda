using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace LabSdk.Grpc.Server.Hosting;

/// <summary>
/// Watches the HTTP/2 frames that leave on a connection, so that an injected fault can wait until the bytes before it are
/// really on their way, and can then close the connection behind them.
/// </summary>
internal sealed class SentData(PipeWriter inner) : PipeWriter
{
    private const int FrameHeader = 9;

    private readonly ConcurrentDictionary<int, long> _sent = new();
    private readonly byte[] _header = new byte[FrameHeader];
    private readonly byte[] _nowhere = new byte[16 * 1024];
    private TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Memory<byte> _memory;
    private int _headerFill;
    private int _frameLeft;
    private volatile bool _closed;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Waits until that many bytes of message data of a stream have been handed to the socket.</summary>
    public async Task WaitAsync(int streamId, long bytes, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var next = Volatile.Read(ref _flushed).Task;
            if (_sent.GetValueOrDefault(streamId) >= bytes)
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection behind what was handed over; later writes go nowhere.</summary>
    public void CloseBehind()
    {
        _closed = true;
        inner.Complete();
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        _memory = _closed ? (sizeHint <= _nowhere.Length ? _nowhere : new byte[sizeHint]) : inner.GetMemory(sizeHint);
        return _memory;
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (!_closed)
        {
            Watch(_memory.Span[..bytes]);
            inner.Advance(bytes);
            _memory = _memory[bytes..];
        }
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_closed)
        {
            return new FlushResult(isCanceled: false, isCompleted: true);
        }

        var flushing = inner.FlushAsync(cancellationToken);
        Interlocked.Exchange(ref _flushed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return await flushing.ConfigureAwait(false);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        const int Data = 0;
        while (!bytes.IsEmpty)
        {
            if (_frameLeft > 0)
            {
                var part = Math.Min(_frameLeft, bytes.Length);
                var stream = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(5));
                if (_header[3] == Data)
                {
                    _sent.AddOrUpdate(stream, part, (_, before) => before + part);
                }

                _frameLeft -= part;
                bytes = bytes[part..];
                continue;
            }

            var taken = Math.Min(FrameHeader - _headerFill, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_headerFill));
            _headerFill += taken;
            bytes = bytes[taken..];
            if (_headerFill == FrameHeader)
            {
                _headerFill = 0;
                _frameLeft = (_header[0] << 16) | (_header[1] << 8) | _header[2];
            }
        }
    }
}
