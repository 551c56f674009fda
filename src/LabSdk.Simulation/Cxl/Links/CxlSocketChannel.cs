using System.Net.Sockets;
using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The host's side of a <see cref="CxlSocketPeer"/>: datagrams of one message type over a Unix socket.</summary>
internal sealed class CxlSocketChannel : IMctpChannel
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _datagram = new byte[CxlSocketPeer.LongestDatagram];

    /// <exception cref="CxlIoException">Nobody serves a component there.</exception>
    public CxlSocketChannel(string path, CxlMessageType type)
    {
        (Name, MessageType) = (path, type);
        try
        {
            // A name without a file, that goes with the socket: the peer needs one to answer to.
            _socket.Bind(new UnixDomainSocketEndPoint($"\0labsdk-cxl-{Guid.NewGuid():N}"));
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException error)
        {
            _socket.Dispose();
            throw Failed("opened", error, "Start one there: labsdk sim cxl --socket " + path);
        }
    }

    public string Name { get; }

    public CxlMessageType MessageType { get; }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        byte[] datagram = [(byte)MessageType, .. message.Span];
        try
        {
            await _socket.SendAsync(datagram, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            throw Failed("sent to", error, "The process that serves it has ended.");
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var count = await _socket.ReceiveAsync(_datagram, SocketFlags.None, cancellationToken).ConfigureAwait(false);
                if (count >= 1 && _datagram[0] == (byte)MessageType)
                {
                    _datagram.AsSpan(1, Math.Min(count - 1, buffer.Length)).CopyTo(buffer.Span);
                    return count - 1;
                }
            }
            catch (SocketException error)
            {
                throw Failed("received from", error, "The process that serves it has ended.");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private CxlIoException Failed(string what, SocketException error, string hint) =>
        new(File.Exists(Name) ? error.NativeErrorCode : LinuxErrno.ENoEnt, $"CXLMI command failed: nothing can be {what} the simulated component at {Name}: {error.Message}", hint, innerException: error) { Endpoint = Name };
}
