using System.Runtime.InteropServices;

namespace LabSdk.Cxl.Linux;

/// <summary>Messages of one type to and from one MCTP endpoint, over a socket of the kernel. Requesters do not bind.</summary>
internal sealed class MctpSocketChannel : IMctpChannel
{
    private readonly DatagramSocket _socket;
    private readonly MctpSocketAddress _peer;
    private readonly byte[] _address;
    private long _foreign;

    private MctpSocketChannel(DatagramSocket socket, MctpSocketAddress peer)
    {
        (_socket, _peer, _address) = (socket, peer, peer.ToBytes());
        Name = NameOf(peer.Network, peer.Endpoint);
    }

    public string Name { get; }

    public CxlMessageType MessageType => (CxlMessageType)_peer.MessageType;

    /// <summary>Messages that came from another endpoint.</summary>
    public long Foreign => Interlocked.Read(ref _foreign);

    /// <summary>The name of an endpoint.</summary>
    public static string NameOf(uint network, byte endpointId) => $"mctp {network}/{endpointId}";

    /// <summary>Opens a channel. Nothing is sent.</summary>
    /// <exception cref="CxlIoException">The kernel has no MCTP, or no socket left.</exception>
    public static MctpSocketChannel Open(uint network, byte endpointId, CxlMessageType messageType)
    {
        var socket = OpenSocket(NameOf(network, endpointId));
        var tag = MctpSocketTag.TryReserve(socket, network, endpointId) ?? MctpSocketAddress.TagOwner;
        return new MctpSocketChannel(socket, new MctpSocketAddress(network, endpointId, (byte)messageType, tag));
    }

    /// <summary>An MCTP socket.</summary>
    /// <param name="name">For messages.</param>
    /// <exception cref="CxlIoException">The kernel has no MCTP, or no socket left.</exception>
    public static DatagramSocket OpenSocket(string name)
    {
        var descriptor = LinuxCalls.Socket(LinuxCalls.AfMctp, LinuxCalls.DatagramCloseOnExec, 0);
        if (descriptor >= 0)
        {
            return new DatagramSocket(descriptor, name);
        }

        var errno = Marshal.GetLastPInvokeError();
        throw new CxlIoException(
            errno,
            $"{name} cannot be opened: {LinuxErrno.Describe(errno)}.",
            errno == LinuxErrno.EAfNoSupport ? "This kernel was built without CONFIG_MCTP. Use a kernel that has it, or the device's mailbox." : null,
            errno == LinuxErrno.EAfNoSupport ? CxlErrorIds.NoMctp : errno is LinuxErrno.EAcces or LinuxErrno.EPerm ? CxlErrorIds.AccessDenied : null) { Endpoint = name };
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _socket.Send(message.Span, _address);
        return default;
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await _socket.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (MctpSocketAddress.Read(message.Sender)?.Answers(_peer) != true)
            {
                Interlocked.Increment(ref _foreign);
                continue;
            }

            message.Content.AsSpan(0, Math.Min(message.Content.Length, buffer.Length)).CopyTo(buffer.Span);
            return message.Length;
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
