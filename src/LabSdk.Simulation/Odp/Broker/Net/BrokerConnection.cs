using System.Net;
using System.Net.Sockets;

namespace LabSdk.Simulation.Odp;

/// <summary>One connection of a client. Its requests are answered one after the other, as Kafka does.</summary>
internal sealed class BrokerConnection : IDisposable
{
    private const long Working = long.MaxValue;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly BrokerWork _work;
    private readonly RequestReader _reader;
    private readonly KafkaWriter _writer = new();
    private readonly CancellationTokenSource _ended;
    private readonly string _host;
    private long _since;
    private volatile bool _isTransferring;

    public BrokerConnection(Socket socket, BrokerWork work, CancellationToken broker)
    {
        (_socket, _work) = (socket, work);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new RequestReader(_stream, work.State.Options, work.Budget);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(broker);
        _host = "/" + (socket.RemoteEndPoint as IPEndPoint)?.Address;
        Mark(isTransferring: false);
    }

    /// <summary>Ends the connection from outside.</summary>
    public void Shut()
    {
        try
        {
            _ended.Cancel();
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    /// <summary>Ends the connection when a request or an answer is stuck, or nothing came for long.</summary>
    public void ShutIfStuck()
    {
        var options = _work.State.Options;
        var (since, began) = (Interlocked.Read(ref _since), _reader.Began);
        var limit = _isTransferring || began != RequestReader.NotBegun ? options.TransferTimeout : options.IdleTimeout;
        if (since != Working && options.Time.GetElapsedTime(began != RequestReader.NotBegun ? began : since) > limit)
        {
            _work.Problem($"A connection from {_host} was closed: nothing went on for {limit.TotalSeconds:0.#} s.");
            Shut();
        }
    }

    public async Task RunAsync()
    {
        try
        {
            while (await _reader.NextAsync(_ended.Token).ConfigureAwait(false) is { IsEmpty: false } bytes)
            {
                // Time that a request waits for records or members is no silence of the client.
                Interlocked.Exchange(ref _since, Working);
                if (!await AnswerAsync(bytes).ConfigureAwait(false))
                {
                    return;
                }

                Mark(isTransferring: false);
            }
        }
        catch (MalformedRequestException error)
        {
            _work.Problem($"A connection from {_host} was closed: {error.Message}");
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Gone.
        }
        catch (Exception error)
        {
            // A fault of ours must not reach the other clients.
            _work.Problem($"A connection from {_host} was closed by a fault of the broker: {error}");
        }
    }

    public void Dispose()
    {
        _ended.Dispose();
        _stream.Dispose();
        _reader.Dispose();
        _writer.Dispose();
    }

    private async ValueTask<bool> AnswerAsync(Memory<byte> bytes)
    {
        var (request, handler) = RequestHead.Read(bytes, _work.Apis, _host, _ended.Token);
        var fault = _work.Faults.Next(request.Api);
        if (fault.IsCutBefore)
        {
            return false;
        }

        request.Injected = fault.Error;
        _writer.Begin(request.CorrelationId, request.IsFlexible, request.IsFlexible && request.Api != KafkaApi.ApiVersions);
        await handler.HandleAsync(request, _writer).ConfigureAwait(false);
        _work.Answered();
        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, _work.State.Options.Time, _ended.Token).ConfigureAwait(false);
        }

        if (fault.IsCutAfter)
        {
            return false;
        }

        if (request.HasAnswer)
        {
            Mark(isTransferring: true);
            await _writer.SendAsync(_stream, _ended.Token).ConfigureAwait(false);
        }

        return true;
    }

    private void Mark(bool isTransferring)
    {
        _isTransferring = isTransferring;
        Interlocked.Exchange(ref _since, _work.State.Options.Time.GetTimestamp());
    }
}
