using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>One frame stream of the daemon, given to all readers who want the same quality and rate.</summary>
internal sealed class FrameHub
{
    private readonly Lock _gate = new();
    private readonly DaqConnection _connection;
    private readonly CancellationTokenSource _closing = new();
    private readonly FrameDecoder _decoder;
    private readonly Func<CancellationToken, Task> _onReopened;
    private FrameSubscription[] _readers = [];
    private Task _pump = Task.CompletedTask;
    private long _lastFrame;
    private Exception? _failure;
    private bool _ended;

    public FrameHub(DaqConnection connection, Func<CancellationToken, Task> onReopened)
    {
        _connection = connection;
        _onReopened = onReopened;
        _decoder = new FrameDecoder(connection.Options.MaximumMessageLength);
    }

    /// <summary>The metrics of the last frame.</summary>
    public DaqFrameMetrics? Metrics { get; private set; }

    /// <summary>The time between the last two frames; null before there were two.</summary>
    public TimeSpan? Interval { get; private set; }

    public bool IsEmpty => _readers.Length == 0;

    /// <summary>True when the stream is over, so that a new reader needs a new one.</summary>
    public bool HasEnded => Volatile.Read(ref _ended);

    public void Open(StreamFramesRequest request) => _pump = PumpAsync(request);

    public void Add(FrameSubscription reader)
    {
        lock (_gate)
        {
            if (_ended)
            {
                reader.Complete(_failure);
                return;
            }

            _readers = [.. _readers, reader];
            _decoder.WantsPixels = _readers.Any(each => each.Options.IncludePixels);
        }
    }

    public void Remove(FrameSubscription reader)
    {
        lock (_gate)
        {
            _readers = [.. _readers.Where(each => each != reader)];
        }
    }

    /// <summary>Cancels the call and waits until it has ended on this side.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task PumpAsync(StreamFramesRequest request)
    {
        await Task.Yield();
        var call = new DaqCall("HardwareService.StreamFrames", $"Streaming frames of '{request.DeviceId}'") { DeviceId = request.DeviceId };
        Exception? failure = null;
        try
        {
            await foreach (var (message, resumed) in ResumingStream.ReadAsync(
                _connection,
                call,
                options => _connection.Streams.AsyncServerStreamingCall(_decoder.Method, null, options, request),
                _closing.Token,
                _onReopened).ConfigureAwait(false))
            {
                if (_connection.Options.Replay is not null)
                {
                    await MakeRoomAsync().ConfigureAwait(false);
                }

                Take(message, resumed);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closed by us: the readers see an end, not an error.
        }
        catch (Exception error)
        {
            failure = error;
        }

        End(failure);
    }

    private async Task MakeRoomAsync()
    {
        foreach (var reader in _readers)
        {
            await reader.WaitForRoomAsync(_closing.Token).ConfigureAwait(false);
        }
    }

    private void Take(FrameMessage message, bool resumed)
    {
        var now = _connection.Time.GetTimestamp();
        Interval = _lastFrame == 0 ? null : _connection.Time.GetElapsedTime(_lastFrame, now);
        _lastFrame = now;
        Metrics = message.Metrics ?? Metrics;
        foreach (var reader in _readers)
        {
            reader.Offer(message, resumed);
        }

        message.Pixels?.Dispose();
    }

    private void End(Exception? failure)
    {
        FrameSubscription[] readers;
        lock (_gate)
        {
            _failure = failure;
            _ended = true;
            readers = _readers;
        }

        foreach (var reader in readers)
        {
            reader.Complete(failure);
        }
    }
}
