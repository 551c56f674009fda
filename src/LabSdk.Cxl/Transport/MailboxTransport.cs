namespace LabSdk.Cxl;

/// <summary>
/// Commands through the mailbox of a CXL character device. The time limit of an exchange has no effect here: the kernel ends
/// its wait by rules of its own. Cancelling ends the wait of the caller, not the command.
/// </summary>
internal sealed class MailboxTransport : ICxlTransport
{
    // The kernel gives a mailbox transaction two seconds.
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly MailboxExchange _exchange;
    private readonly MailboxThread _thread;
    private readonly TimeProvider _time;

    /// <summary>Creates a transport; it owns the mailbox.</summary>
    /// <param name="mailbox">The device.</param>
    /// <param name="preferRaw">True to send everything raw, as the reference does.</param>
    /// <param name="time">The clock of closing.</param>
    public MailboxTransport(ICxlMailbox mailbox, bool preferRaw = false, TimeProvider? time = null)
    {
        Name = mailbox.Name;
        MaximumRequestPayload = MaximumResponsePayload = mailbox.PayloadMaximum;
        _exchange = new MailboxExchange(mailbox, preferRaw);
        _thread = new MailboxThread(mailbox.Name, mailbox.Dispose);
        _time = time ?? TimeProvider.System;
    }

    public string Name { get; }

    public bool IsMessageBased => false;

    public int MaximumRequestPayload { get; }

    public int MaximumResponsePayload { get; }

    public ValueTask<CxlReply> ExchangeAsync(
        CxlMessageType messageType, ushort opcode, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (payload.Length > MaximumRequestPayload)
        {
            throw CxlRequestException.TooLarge(Name, opcode, payload.Length, MaximumRequestPayload);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var call = new MailboxCall(_exchange, opcode, payload.ToArray());
        _thread.Post(call);
        return new ValueTask<CxlReply>(cancellationToken.CanBeCanceled ? call.Done.WaitAsync(cancellationToken) : call.Done);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _thread.EndAsync().WaitAsync(LongestClose, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A call hangs in the kernel. The thread closes the mailbox when it comes back.
        }
    }
}
