using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabSdk.Cxl;

/// <summary>
/// Requests and answers of one message type of one MCTP endpoint, one request at a time. Whatever is not the answer to the
/// request is dropped and counted until the deadline, so that a late answer never reaches another caller.
/// </summary>
internal sealed class MctpQueue(IMctpChannel channel, string name, TagCounter tags, TimeProvider time) : IAsyncDisposable
{
    // The longest message that Linux passes over MCTP.
    private const int LongestMessage = 0x10000;

    private readonly Deadline _deadline = new(time);
    private byte[] _request = new byte[CciMessage.HeaderSize + 256];
    private byte[]? _answer;
    private long _dropped;

    /// <summary>The longest payload of an answer.</summary>
    public const int LongestAnswer = LongestMessage - CciMessage.HeaderSize;

    /// <summary>Messages that were no answer to the request that waited.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Sends a request and waits for its answer.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CxlReply> ExchangeAsync(byte tag, ushort opcode, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = Compose(tag, opcode, payload.Span);
        var droppedBefore = _dropped;
        var limit = _deadline.Start(timeout, cancellationToken);
        try
        {
            await channel.SendAsync(request, limit).ConfigureAwait(false);
            return await ReceiveAsync(tag, opcode, limit).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            tags.Abandon(tag);
            cancellationToken.ThrowIfCancellationRequested();
            throw TimedOut(opcode, timeout, (int)(_dropped - droppedBefore));
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(name, $"{name} was closed while {CxlOpcodes.Describe(opcode)} waited for its answer.");
        }
        catch (CxlProtocolException error)
        {
            throw new CxlProtocolException($"CXLMI command failed: the answer to {CxlOpcodes.Describe(opcode)} on {name} cannot be used. {error.Problem}", innerException: error)
            {
                Opcode = opcode,
                Endpoint = name,
            };
        }
        finally
        {
            _deadline.Stop();

            // Requests may hold passphrases.
            Array.Clear(_request, 0, request.Length);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync().ConfigureAwait(false);
        _deadline.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CxlReply> ReceiveAsync(byte tag, ushort opcode, CancellationToken limit)
    {
        var buffer = _answer ??= new byte[LongestMessage];
        while (true)
        {
            var count = await channel.ReceiveAsync(buffer, limit).ConfigureAwait(false);
            if (count > buffer.Length)
            {
                throw new CxlProtocolException($"A message of {count} bytes came; the longest possible has {buffer.Length}.");
            }

            var message = buffer.AsMemory(0, count);
            CciMessage.CheckHeader(message.Span);
            if (CciMessage.IsAnswer(message.Span, tag, opcode))
            {
                return CciMessage.ReadAnswer(message, ownsPayload: true);
            }

            Interlocked.Increment(ref _dropped);
            if (CciMessage.IsResponse(message.Span) && message.Span[1] != tag)
            {
                tags.Settle(message.Span[1]);
            }
        }
    }

    private ReadOnlyMemory<byte> Compose(byte tag, ushort opcode, ReadOnlySpan<byte> payload)
    {
        var size = CciMessage.HeaderSize + payload.Length;
        if (_request.Length < size)
        {
            _request = new byte[size];
        }

        CciMessage.WriteRequest(_request, tag, opcode, payload.Length);
        payload.CopyTo(_request.AsSpan(CciMessage.HeaderSize));
        return _request.AsMemory(0, size);
    }

    private CxlTimeoutException TimedOut(ushort opcode, TimeSpan timeout, int dropped)
    {
        var others = dropped == 0 ? "" : $" {dropped} message{(dropped == 1 ? "" : "s")} came that belong{(dropped == 1 ? "s" : "")} to other requests.";
        return new CxlTimeoutException(
            $"CXLMI command failed: {CxlOpcodes.Describe(opcode)} on {name} was not answered within {timeout.TotalMilliseconds:0} ms.{others}",
            "The command may have been carried out all the same. Check that the component is powered and its endpoint id is right, then try again.")
        {
            Opcode = opcode,
            Endpoint = name,
            Timeout = timeout,
            DroppedMessages = dropped,
        };
    }
}
