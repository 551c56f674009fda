namespace LabSdk.Cxl;

/// <summary>
/// Messages to and from one MCTP endpoint, one channel per message type: the seam below <c>MctpTransport</c>, for an
/// AF_MCTP socket and for a simulated component. A message is CCI header and payload, without the message type byte.
/// </summary>
public interface IMctpChannel : IAsyncDisposable
{
    /// <summary>What errors call it, for example <c>mctp 11/28</c>.</summary>
    string Name { get; }

    /// <summary>The message type of the channel.</summary>
    CxlMessageType MessageType { get; }

    /// <summary>Sends one message.</summary>
    /// <param name="message">Header and payload.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LabConnectionException">It could not be sent; carries the errno.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Waits for the next message from this endpoint.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="cancellationToken">Ends the wait; a message that comes later is kept for the next call.</param>
    /// <returns>Its length in bytes; larger than the buffer when it did not fit.</returns>
    /// <exception cref="LabConnectionException">The channel failed; carries the errno.</exception>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);
}
