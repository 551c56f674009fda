namespace LabSdk.Cxl;

/// <summary>
/// A component in this process that answers as a function says: for tests and demonstrations of programs that use a
/// <see cref="CxlContext"/>. LabSdk.Simulation has whole devices.
/// </summary>
/// <param name="name">The name of the endpoint.</param>
/// <param name="answer">Gets opcode and payload; a failing code is an answer, too.</param>
public sealed class CxlMemoryTransport(string name, Func<ushort, ReadOnlyMemory<byte>, CxlReply> answer) : ICxlTransport
{
    private bool _isClosed;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>True when it stands for MCTP, with fabric manager commands in a queue of their own; false for a mailbox. Default true.</summary>
    public bool IsMessageBased { get; init; } = true;

    /// <summary>The largest payload that may be sent, in bytes. Default 2048.</summary>
    public int MaximumRequestPayload { get; init; } = 2048;

    /// <summary>The largest payload an answer may have, in bytes. Default 2048.</summary>
    public int MaximumResponsePayload { get; init; } = 2048;

    /// <summary>Calls the function, in the thread of the caller.</summary>
    /// <inheritdoc/>
    public ValueTask<CxlReply> ExchangeAsync(
        CxlMessageType messageType, ushort opcode, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return payload.Length > MaximumRequestPayload
            ? throw CxlRequestException.TooLarge(Name, opcode, payload.Length, MaximumRequestPayload)
            : new ValueTask<CxlReply>(answer(opcode, payload.ToArray()));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return default;
    }
}
