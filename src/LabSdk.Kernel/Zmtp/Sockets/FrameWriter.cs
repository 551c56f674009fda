using System.Buffers;
using LabSdk.Kernel.Zmtp.Codec;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>Writes the queue of one peer: small frames together, large ones without a copy.</summary>
internal sealed class FrameWriter(Stream stream)
{
    private const int LargestCopied = 16 << 10;
    private const int FlushAt = 64 << 10;
    private readonly ArrayBufferWriter<byte> _buffer = new(4 << 10);

    /// <summary>Writes until the queue is completed and empty.</summary>
    public async Task WriteAllAsync(SendQueue queue, CancellationToken cancellationToken)
    {
        bool more;
        do
        {
            more = await queue.WaitAsync(cancellationToken).ConfigureAwait(false);
            while (queue.TryTake(out var message))
            {
                await WriteAsync(message, cancellationToken).ConfigureAwait(false);
            }

            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        while (more);
    }

    private async ValueTask WriteAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        for (var i = 0; i < message.Frames.Length; i++)
        {
            var frame = message.Frames[i];
            var flags = message.IsCommand ? FrameFlags.Command : i < message.Frames.Length - 1 ? FrameFlags.More : FrameFlags.None;
            _buffer.Advance(FrameCodec.WriteHeader(_buffer.GetSpan(FrameCodec.LongestHeader), flags, frame.Length));
            if (frame.Length <= LargestCopied)
            {
                _buffer.Write(frame.Span);
            }
            else
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
            }

            if (_buffer.WrittenCount >= FlushAt)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount > 0)
        {
            await stream.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            _buffer.ResetWrittenCount();
        }
    }
}
