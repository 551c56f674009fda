using LabSdk.Mds.Client;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    private readonly EventThread _events;
    private long _otherReports, _callbackErrors, _linkErrors, _reconnects;
    private PacketRate _rate;
    private DateTimeOffset? _lastPacketAt;

    /// <summary>
    /// Raised for each packet, in order, duplicates and late ones too: from a background thread for packets that were read,
    /// on the caller's thread for packets that were handed over. A slow handler delays no read.
    /// </summary>
    public event Action<StreamPacket>? ChunkReceived;

    /// <summary>Raised for each message that is complete or given up, after the packet that ended it.</summary>
    public event Action<ReceivedMessage>? MessageReceived;

    /// <summary>Raised for each input report that is not MDS stream data; its first byte is its id. From the reader's thread: must not block.</summary>
    public event Action<ReadOnlyMemory<byte>>? OtherReportReceived;

    /// <summary>Raised for what the user should know and that stops nothing.</summary>
    public event Action<MdsWarning>? Warning;

    /// <summary>Raised after each change of <see cref="State"/>; must not block.</summary>
    public event Action<MdsState>? StateChanged;

    /// <summary>The counters of now.</summary>
    public MdsStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new MdsStatistics
                {
                    Packets = _intake.Packets,
                    Bytes = _intake.Bytes,
                    PacketsPerSecond = _rate.At(Second()),
                    EmptyPackets = _intake.Empty,
                    Gaps = _intake.Gaps,
                    Missed = _intake.Missed,
                    Duplicates = _intake.Duplicates,
                    OutOfOrder = _intake.OutOfOrder,
                    ParseErrors = _intake.ParseErrors,
                    OtherReports = Interlocked.Read(ref _otherReports),
                    Overflow = _hub.Overflow + _events.Overflow,
                    Messages = _messages.Valid,
                    BadMessages = _messages.Bad,
                    AbandonedMessages = _messages.Abandoned,
                    StrayChunks = _messages.Stray,
                    LinkErrors = Interlocked.Read(ref _linkErrors),
                    Reconnects = Interlocked.Read(ref _reconnects),
                    CallbackErrors = Interlocked.Read(ref _callbackErrors),
                    LastPacketAt = _lastPacketAt,
                };
            }
        }
    }

    private long Second() => _options.TimeProvider.GetTimestamp() / _options.TimeProvider.TimestampFrequency;

    private void Raise(in Delivery delivery)
    {
        if (delivery.Packet is { } packet)
        {
            Call(ChunkReceived, packet);
        }

        if (delivery.Abandoned is { } abandoned)
        {
            Call(MessageReceived, abandoned);
        }

        if (delivery.Completed is { } completed)
        {
            Call(MessageReceived, completed);
        }
    }

    private async Task EndDeliveriesAsync()
    {
        var handlers = _events.EndAsync();
        _hub.End(null);
        await StopUploadAsync().ConfigureAwait(false);

        // A handler that disposes the client runs on that thread: it must not wait for itself, and a stuck one must not keep us.
        await Task.WhenAny(handlers, Task.Delay(TimeSpan.FromMilliseconds(50))).ConfigureAwait(false);
    }

    private void TakeOther(ReadOnlyMemory<byte> report)
    {
        Interlocked.Increment(ref _otherReports);
        Call(OtherReportReceived, report);
    }

    private void Overflowed(long count)
    {
        // Said when it begins, then at every tenfold: a flood of packets must not become a flood of warnings. Not from here,
        // where the lock is held.
        if (Math.Log10(count) % 1 == 0)
        {
            _ = Task.Run(() => Warn(MdsWarningKind.Overflow, $"A subscriber is too slow for the packets: {count} were not handed to it. They are counted in Statistics.Overflow."));
        }
    }

    private void Warn(MdsWarningKind kind, string text, Exception? error = null) => Call(Warning, new MdsWarning(kind, text, error));

    // The user's code must not stop ours; each handler on its own.
    private void Call<T>(Action<T>? handlers, T argument)
    {
        if (handlers is null)
        {
            return;
        }

        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(argument);
            }
            catch (Exception error)
            {
                Interlocked.Increment(ref _callbackErrors);
                if (argument is not MdsWarning)
                {
                    Warn(MdsWarningKind.Callback, $"An event handler of the application threw {error.GetType().Name}.", error);
                }
            }
        }
    }
}
