using System.Net;
using System.Net.Sockets;
using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet.Transport;

/// <summary>One TCP connection to a gateway and what has arrived on it. One writer and one reader at a time.</summary>
internal sealed class FleetConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly FrameBuffer _arrived;

    private FleetConnection(Socket socket, int maximumMessage) => (_socket, _arrived) = (socket, new FrameBuffer(maximumMessage));

    /// <summary>The address that answered.</summary>
    public EndPoint? RemoteEndPoint { get; private init; }

    /// <summary>Bytes read since it was opened.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Bytes written since it was opened.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Opens a connection to the first address of a host that takes it.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public static async Task<FleetConnection> OpenAsync(string host, int port, int maximumMessage, CancellationToken cancellationToken)
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
                return new FleetConnection(socket, maximumMessage) { RemoteEndPoint = socket.RemoteEndPoint };
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

    /// <summary>Writes a whole frame, in one call where the system takes it.</summary>
    /// <exception cref="LinkEndedException">The connection is gone.</exception>
    /// <exception cref="OperationCanceledException">The deadline has passed. Part of the frame may have been written.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame, Deadline deadline)
    {
        try
        {
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
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Deadline deadline)
    {
        ReadOnlyMemory<byte> message;
        try
        {
            while (!_arrived.TryTake(out message))
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
    public bool TryTakeRead(out ReadOnlyMemory<byte> message) => _arrived.TryTake(out message);

    /// <summary>Reads what is there without waiting.</summary>
    /// <exception cref="LinkEndedException">The connection is gone, and every message that had come was taken.</exception>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        try
        {
            while (!_arrived.TryTake(out message))
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
    public async ValueTask WaitForDataAsync(CancellationToken cancellationToken)
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
    public string DescribeArrived() => _arrived.Describe();

    public void Dispose() => _socket.Dispose();

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

    private LinkEndedException Closed() => new(LinkEnd.Closed, $"the gateway closed the connection; {_arrived.Describe()} had come");

    private static LinkEndedException Broken(Exception error) => new(LinkEnd.Broken, $"the connection broke: {error.Message}", error);
}
