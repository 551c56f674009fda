namespace LabSdk.Cxl.Linux;

/// <summary>Component commands that MCTP endpoints send to us: a socket bound to message type 8, for any endpoint.</summary>
internal sealed class MctpEventChannel : ICxlEventChannel
{
    private readonly DatagramSocket _socket;

    private MctpEventChannel(DatagramSocket socket) => _socket = socket;

    /// <summary>Opens and binds the socket.</summary>
    /// <param name="network">The MCTP network; 0 for any.</param>
    /// <exception cref="CxlIoException">The kernel has no MCTP, or another program listens already, or this user may not.</exception>
    public static async Task<MctpEventChannel> OpenAsync(uint network)
    {
        const string name = "the listener for event notifications";
        var socket = MctpSocketChannel.OpenSocket(name);
        var errno = socket.Bind(new MctpSocketAddress(network, MctpSocketAddress.AnyEndpoint, (byte)CxlMessageType.Component, MctpSocketAddress.TagOwner).ToBytes());
        if (errno == 0)
        {
            return new MctpEventChannel(socket);
        }

        await socket.DisposeAsync().ConfigureAwait(false);
        var isDenied = errno is LinuxErrno.EAcces or LinuxErrno.EPerm;
        throw new CxlIoException(
            errno, $"{name} cannot be bound: {LinuxErrno.Describe(errno)}.",
            isDenied ? "It needs CAP_NET_BIND_SERVICE: run as root, or use setcap." : null, isDenied ? CxlErrorIds.AccessDenied : null);
    }

    public async ValueTask<CxlEventMessage> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await _socket.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (MctpSocketAddress.Read(message.Sender) is { } sender)
            {
                return new CxlEventMessage(sender.Network, sender.Endpoint, sender.Tag, message.Content);
            }
        }
    }

    public ValueTask AnswerAsync(CxlEventMessage message, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        // The tag belongs to the sender of the request: an answer carries it without the owner bit.
        var to = new MctpSocketAddress(message.Network, message.EndpointId, (byte)CxlMessageType.Component, (byte)(message.Tag & MctpSocketAddress.TagBits));
        _socket.Send(answer.Span, to.ToBytes());
        return default;
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
