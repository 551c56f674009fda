using System.Net;

namespace LabSdk.Grpc.Client;

/// <summary>A request body that is complete in memory: prefix and message in one write. It can be sent again.</summary>
internal sealed class UnaryContent : HttpContent
{
    private const int Retired = int.MinValue;

    private readonly ReadOnlyMemory<byte> _framed;
    private int _writers;

    public UnaryContent(ReadOnlyMemory<byte> framed)
    {
        _framed = framed;
        Headers.ContentType = RequestFactory.ContentType;
    }

    /// <summary>
    /// Forbids further sending; true when the memory may be used again. A server that answers early leaves the body
    /// being written, and pooled memory handed on then would leak another call's bytes to it.
    /// </summary>
    public bool TryRetire() => Interlocked.CompareExchange(ref _writers, Retired, 0) == 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writers) < 0)
        {
            throw new IOException("The call has ended.");
        }

        try
        {
            await stream.WriteAsync(_framed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _writers);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
