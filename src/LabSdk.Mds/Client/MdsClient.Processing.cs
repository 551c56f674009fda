using LabSdk.Mds.Client;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    /// <summary>Takes a report of a link that carries several things; its first byte is the channel. Works without a link.</summary>
    /// <param name="report">As received.</param>
    /// <returns>True for stream data, even when the packet cannot be read; false when the report is not MDS and was left alone.</returns>
    public bool Process(ReadOnlySpan<byte> report)
    {
        if (report.IsEmpty || report[0] != (byte)MdsChannel.StreamData)
        {
            return false;
        }

        Push(report[1..], report.Length);
        return true;
    }

    /// <summary>Takes a stream packet without its channel byte, for example a BLE notification. Works without a link.</summary>
    /// <param name="payload">As received; nothing happens when it is empty.</param>
    public void ProcessStreamData(ReadOnlySpan<byte> payload) => Push(payload, 0);

    /// <summary>Takes a chunk that came without a packet, for example from a console line or a file. Works without a link.</summary>
    /// <param name="chunk">The chunk.</param>
    public void ProcessChunk(ReadOnlySpan<byte> chunk)
    {
        Delivery delivery;
        lock (_gate)
        {
            _intake.CountUnnumbered(chunk.Length);
            delivery = Deliver(-1, SequenceStatus.Unnumbered, 0, chunk);
        }

        Raise(delivery);
    }

    /// <summary>Reads one packet from the link and gives it to the caller only: no event, no upload.</summary>
    /// <param name="timeout">How long to wait; null for no limit, zero to look only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MdsTimeoutException">None came in time.</exception>
    /// <exception cref="MdsProtocolException">What came is no packet in the framing in use.</exception>
    /// <exception cref="MdsTransportException">The link failed.</exception>
    /// <exception cref="InvalidOperationException">There is no link, or the background reader reads from it.</exception>
    public async Task<StreamPacket> ReadPacketAsync(TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        (await ReadOneAsync(timeout, isShared: false, cancellationToken).ConfigureAwait(false)).Packet!.Value;

    /// <summary>Reads one packet from the link and hands it on as the background reader would: events, enumerations, uploads.</summary>
    /// <inheritdoc cref="ReadPacketAsync"/>
    public async Task<StreamPacket> ProcessStreamAsync(TimeSpan? timeout, CancellationToken cancellationToken = default)
    {
        var delivery = await ReadOneAsync(timeout, isShared: true, cancellationToken).ConfigureAwait(false);
        Raise(delivery);
        return delivery.Packet!.Value;
    }

    private void Push(ReadOnlySpan<byte> payload, int reportLength)
    {
        if (payload.IsEmpty)
        {
            return;
        }

        if (Take(payload, reportLength, isShared: true, out var delivery))
        {
            Raise(delivery);
        }
    }

    private async Task<Delivery> ReadOneAsync(TimeSpan? timeout, bool isShared, CancellationToken cancellationToken)
    {
        var backend = Backend();
        if (_reader is not null)
        {
            throw new InvalidOperationException("The background reader reads from this link. Set MdsOptions.ReadInBackground to false to read yourself.");
        }

        // Where the framing is not chosen, a packet may be of either size.
        var payload = new byte[_options.Framing is { } framing ? MdsLimits.PacketCapacity(framing) : MdsLimits.ReportBuffer - 1];
        int count;
        try
        {
            count = await backend.ReadAsync(MdsChannel.StreamData, payload, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (MdsErrors.Wrap(error, $"Reading from {backend.Link.Name}", backend.Link.Name) is { } wrapped)
        {
            throw wrapped;
        }

        if (count < 0)
        {
            throw new MdsTimeoutException($"No packet came from {backend.Link.Name} in time.", timeout, "A device without data sends nothing; is streaming on?");
        }

        _tape?.Report(payload.AsSpan(0, Math.Min(count, payload.Length)));
        return count > payload.Length ? throw LinkRequests.TooMuch(backend, MdsChannel.StreamData, count, payload.Length)
            : Take(payload.AsSpan(0, count), backend.Link.Transport == MdsTransport.Hid ? count + 1 : 0, isShared, out var delivery) ? delivery
            : throw new MdsProtocolException(MdsErrorKind.Protocol, $"{count} bytes from {backend.Link.Name} are no packet in {Framing} framing.", "See MdsOptions.Framing.");
    }

    private bool Take(ReadOnlySpan<byte> payload, int reportLength, bool isShared, out Delivery delivery)
    {
        bool isRead, isDoubtful;
        lock (_gate)
        {
            isRead = _intake.TryRead(payload, reportLength, out var sequence, out var status, out var missed, out var chunk, out isDoubtful);
            delivery = isRead ? Deliver(sequence, status, missed, chunk, isShared) : default;
        }

        if (isDoubtful)
        {
            Warn(MdsWarningKind.Framing, $"Three packets in a row do not fit {Framing} framing (known from: {FramingEvidence}), but the other one. Set MdsOptions.Framing.");
        }

        return isRead;
    }

    // Under the lock, so that every subscriber sees one order. Handing over never waits.
    private Delivery Deliver(int sequence, SequenceStatus status, int missed, ReadOnlySpan<byte> chunk, bool isShared = true)
    {
        var now = _options.TimeProvider.GetUtcNow();
        (ReceivedMessage? completed, ReceivedMessage? abandoned) = (null, null);
        var info = chunk.IsEmpty ? default : _messages.Add(chunk, now, out completed, out abandoned);
        _lastPacketAt = now;
        _rate.Add(Second());
        var packet = new StreamPacket
        {
            Index = _intake.Packets - 1,
            ReceivedAt = now,
            Sequence = sequence,
            Status = status,
            Missed = missed,
            Data = chunk.ToArray(),
            Chunk = info,
        };
        var delivery = new Delivery(packet, completed, abandoned);
        if (isShared)
        {
            _hub.Publish(delivery);
        }

        return delivery;
    }
}
