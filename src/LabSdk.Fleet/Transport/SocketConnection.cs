using System.Net;
using System.Net.Sockets;
using LabSdk.Fleet.Wire;
using LabSdk.Tapes;

namespace LabSdk.Fleet.Transport;

/// <summary>One TCP connection to a gateway and what has arrived on it.</summary>
internal sealed class SocketConnection : FleetConnection
{
    private readonly Socket _socket;
    private readonly FrameBuffer _arrived;

    private readonly TapedCall? _taped;

    private SocketConnection(Socket socket, int maximumMessage, TapedCall? taped) =>
        (_socket, _arrived, _taped) = (socket, new FrameBuffer(maximumMessage), taped);

    /// <summary>Opens a connection to the first address of a host that takes it.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public static async Task<FleetConnection> OpenAsync(string host, int port, int maximumMessage, TapeTap? tap, CancellationToken cancellationToken)
    {
        var taped = tap?.Channel(TapeName);
        try
        {
            return await OpenAsync(host, port, maximumMessage, taped, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            taped?.End(new TapeEnd((int)error.SocketErrorCode, Unreachable));
            throw;
        }
    }

    /// <summary>Writes a whole frame, in one call where the system takes it.</summary>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed. Part of the frame may have been written.</exception>
    public override async ValueTask SendAsync(ReadOnlyMemory<byte> frame, Deadline deadline)
    {
        try
        {
            _taped?.Sent(frame.Span);
            var written = _socket.Send(frame.Span, SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                throw Broken(new SocketException((int)error));
            }

            written = Math.Max(written, 0);
            BytesSent += written;
            while (written < frame.Length)
            {
                var more = await _socket.SendAsync(frame[written..], SocketFlags.None, deadline.Token).ConfigureAwait(false);
                written += more;
                BytesSent += more;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
    }

    /// <summary>Reads the next message, which is good until the next call.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="FleetProtocolErrorException">A message is larger than allowed.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed.</exception>
    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Deadline deadline)
    {
        ReadOnlyMemory<byte> message;
        try
        {
            while (!TryTakeArrived(out message))
            {
                if (!TryReceive(out var isClosed))
                {
                    Received(await _socket.ReceiveAsync(_arrived.Free(), SocketFlags.None, deadline.Token).ConfigureAwait(false));
                }
                else if (isClosed)
                {
                    throw Closed();
                }
            }

            return message;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
    }

    /// <summary>Takes a message that was read already.</summary>
    public override bool TryTakeRead(out ReadOnlyMemory<byte> message) => TryTakeArrived(out message);

    /// <summary>Reads what is there without waiting.</summary>
    /// <exception cref="LinkEndedException">The connection is gone, and every message that had come was taken.</exception>
    public override bool TryTake(out ReadOnlyMemory<byte> message)
    {
        try
        {
            while (!TryTakeArrived(out message))
            {
                if (!TryReceive(out var isClosed))
                {
                    return false;
                }

                if (isClosed)
                {
                    throw Closed();
                }
            }

            return true;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
    }

    /// <summary>Waits until something has arrived, for a connection that nobody reads otherwise.</summary>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing that has arrived is lost.</exception>
    public override async ValueTask WaitForDataAsync(CancellationToken cancellationToken)
    {
        try
        {
            Received(await _socket.ReceiveAsync(_arrived.Free(), SocketFlags.None, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Broken(error);
        }
    }

    /// <summary>What is there of an answer that is not complete, for error texts.</summary>
    public override string DescribeArrived() => _arrived.Describe();

    public override void Dispose()
    {
        _taped?.End(new TapeEnd(0, "", IsLocal: true));
        _socket.Dispose();
    }

    private static async Task<FleetConnection> OpenAsync(string host, int port, int maximumMessage, TapedCall? taped, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.NoDelay = true;
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
                socket.Blocking = false;
                return new SocketConnection(socket, maximumMessage, taped) { RemoteEndPoint = socket.RemoteEndPoint };
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private bool TryTakeArrived(out ReadOnlyMemory<byte> message)
    {
        var isThere = _arrived.TryTake(out message);
        if (isThere)
        {
            _taped?.Received(message.Span);
        }

        return isThere;
    }

    private bool TryReceive(out bool isClosed)
    {
        isClosed = false;
        var count = _socket.Receive(_arrived.Free().Span, SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return false;
        }

        if (error != SocketError.Success)
        {
            throw new SocketException((int)error);
        }

        isClosed = count == 0;
        _arrived.Arrived(count);
        BytesReceived += count;
        return true;
    }

    private void Received(int count)
    {
        if (count == 0)
        {
            throw Closed();
        }

        _arrived.Arrived(count);
        BytesReceived += count;
    }

    private LinkEndedException Closed() => Ended(LinkEnd.Closed, $"the gateway closed the connection; {_arrived.Describe()} had come");

    private LinkEndedException Broken(Exception error) => Ended(LinkEnd.Broken, $"the connection broke: {error.Message}", error);

    private LinkEndedException Ended(LinkEnd end, string message, Exception? error = null)
    {
        _taped?.End(new TapeEnd((int)end, message));
        return new LinkEndedException(end, message, error);
    }
}
