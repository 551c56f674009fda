namespace LabSdk.Cxl;

/// <summary>
/// The way to one component: sends a command, waits for its answer. One request at a time per message type; the caller
/// (an endpoint) sees to that. An answer that belongs to an earlier request is dropped, not returned.
/// </summary>
public interface ICxlTransport : IAsyncDisposable
{
    /// <summary>What errors and views call it, for example <c>mem0</c> or <c>mctp 11/28</c>.</summary>
    string Name { get; }

    /// <summary>True for MCTP: the 12 byte header travels, with vendor status, the BO flag and two message types.</summary>
    bool IsMessageBased { get; }

    /// <summary>The largest payload that may be sent, in bytes.</summary>
    int MaximumRequestPayload { get; }

    /// <summary>The largest payload an answer may have, in bytes.</summary>
    int MaximumResponsePayload { get; }

    /// <summary>Sends a command and waits for its answer. A failing return code is an answer, not an exception.</summary>
    /// <param name="messageType">The queue; without meaning on a mailbox.</param>
    /// <param name="opcode">The opcode.</param>
    /// <param name="payload">The request payload.</param>
    /// <param name="timeout">How long to wait for the answer; a mailbox cannot end its wait earlier than the kernel does.</param>
    /// <param name="cancellationToken">Ends the wait; the command may be carried out all the same.</param>
    /// <exception cref="LabException">No answer (<c>CxlTimeoutException</c>, <c>CxlIoException</c>), or none that can be read (<c>CxlProtocolException</c>).</exception>
    ValueTask<CxlReply> ExchangeAsync(
        CxlMessageType messageType, ushort opcode, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellationToken);
}
