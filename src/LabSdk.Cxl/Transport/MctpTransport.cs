namespace LabSdk.Cxl;

/// <summary>
/// Commands as CCI messages over MCTP: component commands and fabric manager commands go through a channel and a queue of
/// their own, tags are shared.
/// </summary>
internal sealed class MctpTransport : ICxlTransport, ITagSource
{
    private readonly TimeProvider _time;
    private readonly TagCounter _tags;
    private readonly MctpQueue _component;
    private MctpQueue? _fabric;

    /// <summary>Creates a transport; it owns the channel.</summary>
    /// <param name="component">Of message type 8.</param>
    /// <param name="time">The clock of timeouts.</param>
    /// <param name="name">What errors call it; null for the name of the channel.</param>
    public MctpTransport(IMctpChannel component, TimeProvider? time = null, string? name = null)
    {
        _time = time ?? TimeProvider.System;
        _tags = new TagCounter(_time);
        Name = name ?? component.Name;
        _component = new MctpQueue(component, Name, _tags, _time);
    }

    public string Name { get; }

    public bool IsMessageBased => true;

    public int MaximumRequestPayload { get; init; } = CciMessage.LongestPayload;

    public int MaximumResponsePayload => MctpQueue.LongestAnswer;

    /// <summary>True when fabric manager commands have a channel.</summary>
    public bool HasFabricManager => Volatile.Read(ref _fabric) is not null;

    /// <summary>Messages that were no answer to the request that waited.</summary>
    public long Dropped => _component.Dropped + (_fabric?.Dropped ?? 0);

    public byte NextTag() => _tags.Next();

    /// <summary>Adds the channel of fabric manager commands and owns it from then on.</summary>
    /// <returns>False when there was one already; then the channel is not taken.</returns>
    public bool AttachFabricManager(IMctpChannel channel)
    {
        if (HasFabricManager)
        {
            return false;
        }

        return Interlocked.CompareExchange(ref _fabric, new MctpQueue(channel, Name, _tags, _time), null) is null;
    }

    public ValueTask<CxlReply> ExchangeAsync(
        CxlMessageType messageType, ushort opcode, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (payload.Length > MaximumRequestPayload)
        {
            throw CxlRequestException.TooLarge(Name, opcode, payload.Length, MaximumRequestPayload);
        }

        var queue = messageType == CxlMessageType.Component ? _component
            : _fabric ?? throw new CxlFmApiDisabledException(
                $"{CxlOpcodes.Describe(opcode)} was not sent to {Name}: fabric manager commands are off.", "Turn them on with EnableFmApi().") { Opcode = opcode, Endpoint = Name };
        return queue.ExchangeAsync(_tags.Next(), opcode, payload, timeout, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _component.DisposeAsync().ConfigureAwait(false);
        if (_fabric is { } fabric)
        {
            await fabric.DisposeAsync().ConfigureAwait(false);
        }
    }
}
