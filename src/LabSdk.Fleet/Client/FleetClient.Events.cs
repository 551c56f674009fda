using LabSdk.Fleet.Client;
using LabSdk.Fleet.Transport;

namespace LabSdk.Fleet;

public sealed partial class FleetClient
{
    private readonly EventPump _events = new();
    private readonly RoundTrips _roundTrips = new();
    private readonly ExchangeLog _log;
    private long _statuses, _failedStatuses, _unsolicited, _overflow, _reconnects, _failedConnects, _idleCloses, _possibleDuplicates,
        _timeouts, _priorityConflicts, _deviceDiffers, _keepAlives, _callbackErrors, _shortTimeouts, _bytesSent, _bytesReceived;
    private DateTimeOffset? _lastAnswerAt;

    /// <summary>Raised for each command that comes unasked, in order, from a background thread. A slow handler holds nothing up.</summary>
    public event Action<FleetCommand>? CommandReceived;

    /// <summary>Raised for what the user should know and that stops nothing, from a background thread.</summary>
    public event Action<FleetWarning>? Warning;

    /// <summary>Raised after each change of <see cref="State"/>, from a background thread.</summary>
    public event Action<FleetState>? StateChanged;

    /// <summary>The counters of now.</summary>
    public FleetStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new FleetStatistics
                {
                    Statuses = _statuses,
                    FailedStatuses = _failedStatuses,
                    Commands = _statuses + _unsolicited,
                    Unsolicited = _unsolicited,
                    Overflow = _overflow,
                    Reconnects = _reconnects,
                    FailedConnects = _failedConnects,
                    IdleCloses = _idleCloses,
                    PossibleDuplicates = _possibleDuplicates,
                    Timeouts = _timeouts,
                    PriorityConflicts = _priorityConflicts,
                    DeviceDiffers = _deviceDiffers,
                    KeepAlives = _keepAlives,
                    CallbackErrors = _callbackErrors,
                    ShortTimeouts = _shortTimeouts,
                    BytesSent = _bytesSent + (_connection?.BytesSent ?? 0),
                    BytesReceived = _bytesReceived + (_connection?.BytesReceived ?? 0),
                    LastRoundTrip = _roundTrips.Last,
                    MedianRoundTrip = _roundTrips.Median,
                    LastAnswerAt = _lastAnswerAt,
                };
            }
        }
    }

    /// <summary>The last exchanges, the oldest first; at most <see cref="FleetOptions.History"/>.</summary>
    public IReadOnlyList<FleetExchange> History
    {
        get
        {
            lock (_gate)
            {
                return _log.ToArray();
            }
        }
    }

    private void NoteAnswer(StatusToSend status, byte[] sent, FleetCommand command, ExchangeNote note)
    {
        lock (_gate)
        {
            _statuses++;
            _keepAlives += status.IsKeepAlive ? 1 : 0;
            _roundTrips.Add(note.RoundTrip!.Value);
            _lastAnswerAt = command.ReceivedAt;
            _log.Add(new FleetExchange(note.At, FleetExchange.Keep(sent), sent.Length, FleetExchange.Keep(command.Data), command.Data.Length, note.RoundTrip)
            {
                Reconnects = note.Reconnects,
                IsKeepAlive = status.IsKeepAlive,
            });
        }
    }

    private void NoteFailure(StatusToSend status, ExchangeNote note, Exception error)
    {
        lock (_gate)
        {
            _failedStatuses++;
            _log.Add(new FleetExchange(note.At, FleetExchange.Keep(status.Data.ToArray()), status.Data.Length, default, null, null)
            {
                Reconnects = note.Reconnects,
                IsKeepAlive = status.IsKeepAlive,
                Error = error is LabException known ? known.Problem : error is OperationCanceledException ? "cancelled" : error.Message,
            });
        }
    }

    private void NotePush(FleetCommand command)
    {
        lock (_gate)
        {
            _unsolicited++;
            _log.Add(new FleetExchange(command.ReceivedAt, default, 0, FleetExchange.Keep(command.Data), command.Data.Length, null) { IsUnsolicited = true });
        }
    }

    private void CountBytes(FleetConnection? connection)
    {
        lock (_gate)
        {
            _bytesSent += connection?.BytesSent ?? 0;
            _bytesReceived += connection?.BytesReceived ?? 0;
        }
    }

    private static void Count(ref long counter) => Interlocked.Increment(ref counter);

    private void CompareDevice(FleetDevice? device, string message)
    {
        if (!ReferenceEquals(device, Device) && device != Device)
        {
            Count(ref _deviceDiffers);
            Warn(FleetWarningKind.Device, $"The {message} of {Endpoint} is for {device?.ToString() ?? "no device"}, not for {Device}. It was taken all the same.");
        }
    }

    private void Overflowed(FleetCommand dropped)
    {
        // With a handler it was delivered; the queue is then nobody's.
        if (CommandReceived is null && Interlocked.Increment(ref _overflow) is var count && Math.Log10(count) % 1 == 0)
        {
            Warn(FleetWarningKind.Overflow, $"{count} commands that came unasked to {Device} were dropped, because nobody took them. They are counted in Statistics.Overflow.");
        }
    }

    private void Become(FleetState state)
    {
        lock (_gate)
        {
            if (_state == state || _state == FleetState.Destroyed)
            {
                return;
            }

            _state = state;
        }

        Raise(StateChanged, state);
    }

    private void Warn(FleetWarningKind kind, string text, Exception? error = null) => Raise(Warning, new FleetWarning(kind, text, error));

    private void Raise<T>(Action<T>? handlers, T argument)
    {
        if (handlers is not null && !_events.Offer(() => Call(handlers, argument)))
        {
            Count(ref _overflow);
        }
    }

    // The user's code must not stop ours; each handler on its own.
    private void Call<T>(Action<T> handlers, T argument)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(argument);
            }
            catch (Exception error)
            {
                Count(ref _callbackErrors);
                if (argument is not FleetWarning)
                {
                    Warn(FleetWarningKind.Callback, $"An event handler of the application threw {error.GetType().Name}.", error);
                }
            }
        }
    }
}
