using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LabSdk.Fleet.Transport;
using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet;

public sealed partial class FleetClient
{
    // Statuses in quick succession read their own answers; only a client that has been quiet for this long listens in between.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(20);

    private readonly Channel<FleetCommand> _pushed;
    private readonly Timer _watchTimer;
    private CancellationTokenSource? _endWatch;
    private Task _watch = Task.CompletedTask;
    private int _isWatchDue;
    private long _lastExchange = Stopwatch.GetTimestamp();

    /// <summary>Takes the oldest command that came unasked and was not taken yet.</summary>
    /// <param name="command">The command.</param>
    /// <returns>False when there is none.</returns>
    public bool TryTakeCommand([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FleetCommand? command) => _pushed.Reader.TryRead(out command);

    /// <summary>Takes commands that come unasked, as they come, until cancelled or until the client is destroyed.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<FleetCommand> ReadCommandsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var command in _pushed.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return command;
        }
    }

    private Channel<FleetCommand> NewQueue() => Channel.CreateBounded<FleetCommand>(
        new BoundedChannelOptions(_options.CommandQueue) { FullMode = BoundedChannelFullMode.DropOldest }, Overflowed);

    private void TakePushed(FleetConnection connection)
    {
        while (connection.TryTake(out var message))
        {
            Pushed(message);
        }
    }

    private void Pushed(ReadOnlyMemory<byte> bytes)
    {
        GatewayMessage message;
        try
        {
            message = GatewayMessage.Read(bytes.Span, Device);
        }
        catch (FleetProtocolErrorException error)
        {
            Warn(FleetWarningKind.Message, $"The gateway {Endpoint} sent a message unasked that cannot be read. It was left out.", error);
            return;
        }

        if (message.Kind != GatewayMessageKind.Command)
        {
            Warn(FleetWarningKind.Message, $"The gateway {Endpoint} sent a message unasked that is no command. It was left out.");
            return;
        }

        var command = new FleetCommand(message.Command, message.Device, _options.TimeProvider.GetUtcNow(), roundTrip: null);
        NotePush(command);
        CompareDevice(message.Device, "command that came unasked");
        _pushed.Writer.TryWrite(command);
        Raise(CommandReceived, command);
    }

    private void WatchSoon()
    {
        Volatile.Write(ref _lastExchange, Stopwatch.GetTimestamp());
        if (_state == FleetState.Connected && Interlocked.Exchange(ref _isWatchDue, 1) == 0)
        {
            StartWatchTimer(QuietTime);
        }
    }

    private void StartWatchTimer(TimeSpan after)
    {
        try
        {
            _watchTimer.Change(after, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Destroyed just now.
        }
    }

    // From the timer. While an exchange has the turn there is nothing to listen for; it starts the timer again.
    private void BeginWatch()
    {
        var quiet = Stopwatch.GetElapsedTime(Volatile.Read(ref _lastExchange));
        if (quiet < QuietTime / 2)
        {
            StartWatchTimer(QuietTime);
            return;
        }

        Interlocked.Exchange(ref _isWatchDue, 0);
        if (!_turn.Wait(0))
        {
            return;
        }

        try
        {
            if (_connection is { } connection && _watch.IsCompleted && _state == FleetState.Connected)
            {
                _endWatch = new CancellationTokenSource();
                _watch = WatchAsync(connection, _endWatch.Token);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WatchAsync(FleetConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                TakePushed(connection);
                await connection.WaitForDataAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // A status is to be sent.
        }
        catch (Exception error) when (error is LinkEndedException or FleetProtocolErrorException)
        {
            if (_state != FleetState.Destroyed)
            {
                Drop();
                Count(ref _idleCloses);
                Warn(FleetWarningKind.Connection, $"The connection of {Device} to {Endpoint} ended while nothing was under way: {error.Message}. The next status connects again.", error);
            }
        }
    }

    private async Task EndWatchAsync()
    {
        if (_endWatch is { } end)
        {
            _endWatch = null;
            await end.CancelAsync().ConfigureAwait(false);
            await _watch.ConfigureAwait(false);
            end.Dispose();
        }
    }
}
