using Google.Protobuf;
using Grpc.Core;
using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp;

/// <summary>Writes packets one after the other over one stream. For one caller at a time.</summary>
/// <remarks>
/// A server that is slow slows writing down. Some servers of the platform answer as soon as the stream is open, some only after
/// its end, and some never: see <see cref="CompleteAsync"/>.
/// </remarks>
public sealed class OdpStreamWriter : IAsyncDisposable
{
    private const int BatchBytes = 256 * 1024;

    private readonly StreamApiLink _link;
    private readonly CancellationTokenSource _ending = new();
    private readonly WriteDataPacketsRequest _waiting = new();
    private AsyncClientStreamingCall<WriteDataPacketsRequest, WriteDataPacketsResponse>? _call;
    private int _waitingBytes;
    private bool _isCompleted;

    internal OdpStreamWriter(StreamApiLink link) => _link = link;

    /// <summary>Packets that were handed over.</summary>
    public long Packets { get; private set; }

    private StreamApiCall Call => new("WriteDataPackets", $"Writing packets over a stream, after {Packets} of them,");

    /// <summary>Hands over a packet. Small ones are gathered until <see cref="FlushAsync"/>, or until 256 KiB are together.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="stream">The stream; empty for the main stream.</param>
    /// <param name="sessionKey">The session.</param>
    /// <param name="packet">A whole packet, serialised.</param>
    /// <param name="cancellationToken">Ends waiting, and with it the whole stream.</param>
    /// <exception cref="OdpProtocolException">The bytes are no packet.</exception>
    /// <exception cref="OdpServerException">The server is not reached, refuses, or has ended the stream.</exception>
    public ValueTask WriteAsync(string dataSource, string stream, string sessionKey, ReadOnlyMemory<byte> packet, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isCompleted, this);
        _waiting.Details.Add(Details(dataSource, stream, sessionKey, packet));
        _waitingBytes += packet.Length;
        Packets++;
        return _waitingBytes < BatchBytes ? ValueTask.CompletedTask : new ValueTask(FlushAsync(cancellationToken));
    }

    /// <summary>Sends what was gathered.</summary>
    /// <param name="cancellationToken">Ends waiting, and with it the whole stream.</param>
    /// <exception cref="OdpServerException">The server is not reached, refuses, or has ended the stream.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isCompleted, this);
        if (_waiting.Details.Count == 0)
        {
            return;
        }

        _link.ThrowIfClosed(Call);
        _call ??= new PacketWriterService.PacketWriterServiceClient(_link.Streams).WriteDataPackets(new CallOptions(cancellationToken: _ending.Token));
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _ending);
            await _call.RequestStream.WriteAsync(_waiting, CancellationToken.None).ConfigureAwait(false);
            _waiting.Details.Clear();
            _waitingBytes = 0;
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.OK)
        {
            throw _link.Refused(Call, "the server ended the stream", "Servers of the platform may do so at once; write packets one by one with WritePacketAsync.");
        }
        catch (RpcException failure)
        {
            throw _link.Explain(failure, Call, null, cancellationToken);
        }
    }

    /// <summary>Sends the rest, ends the stream, and waits for the server's answer as long as a call may take.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>True when the server has answered. False when it did not in time, which some servers never do: the packets are there nevertheless.</returns>
    /// <exception cref="OdpServerException">The server is not reached, refuses, or has ended the stream.</exception>
    public async Task<bool> CompleteAsync(CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        _isCompleted = true;
        if (_call is not { } call)
        {
            return true;
        }

        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _ending);
            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            await call.ResponseAsync.WaitAsync(_link.Options.Timeout, _link.Options.Time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.DeadlineExceeded)
        {
            return false;
        }
        catch (RpcException failure)
        {
            throw _link.Explain(failure, Call, null, cancellationToken);
        }
    }

    /// <summary>Ends the stream, if it was not completed, without sending what was gathered.</summary>
    public async ValueTask DisposeAsync()
    {
        _isCompleted = true;
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_call is { } call)
        {
            await ((Task)call.ResponseAsync).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            call.Dispose();
        }
    }

    internal static DataPacketDetails Details(string dataSource, string stream, string sessionKey, ReadOnlyMemory<byte> packet)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataSource);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(sessionKey);
        return new DataPacketDetails { Message = PacketContent.Parse(Packet.Parser, packet.Span), DataSource = dataSource, Stream = stream, SessionKey = sessionKey };
    }
}
