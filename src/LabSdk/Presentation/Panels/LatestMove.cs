using LabSdk.Devices;

namespace LabSdk.Presentation;

/// <summary>
/// Moves a motor where its user last pointed: one move at a time, and a new target stops the old move and takes its place, so
/// that a dragged slider never leaves a queue of moves behind.
/// </summary>
/// <param name="motor">The motor.</param>
/// <param name="changed">Called when a move begins, comes on, or ends; must be quick.</param>
internal sealed class LatestMove(Motor motor, Action changed)
{
    private readonly Lock _lock = new();
    private double? _wanted;
    private Motion? _motion;
    private bool _isRunning;

    /// <summary>Where it goes now; null when it does not move for us.</summary>
    public double? Target
    {
        get
        {
            lock (_lock)
            {
                return _wanted ?? (_isRunning ? _motion?.Target : null);
            }
        }
    }

    /// <summary>The last known position of the move under way; null without one.</summary>
    public double? Position => _motion is { IsCompleted: false } motion && double.IsFinite(motion.Progress.Current) ? motion.Progress.Current : null;

    /// <summary>Why the last move did not end well; null when it did, or when the user stopped it.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The task that moves; completed while nothing moves for us.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Goes to a position, now or as soon as the move under way has stopped.</summary>
    public void GoTo(double target)
    {
        lock (_lock)
        {
            _wanted = target;
            Error = null;
            _motion?.RequestStop();
            if (!_isRunning)
            {
                _isRunning = true;
                Running = Task.Run(RunAsync);
            }
        }

        changed();
    }

    /// <summary>Stops: our own move, or whatever else moves the motor.</summary>
    public void Stop()
    {
        Motion? own;
        lock (_lock)
        {
            _wanted = null;
            own = _isRunning ? _motion : null;
        }

        if (own is not null)
        {
            own.RequestStop();
        }
        else
        {
            _ = StopForeignAsync();
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { } target)
        {
            try
            {
                var motion = motor.StartMove(target);
                Began(motion);
                motion.Watch(_ => changed());
                await motion.Completion.ConfigureAwait(false);
            }
            catch (DeviceException stopped) when (stopped.ErrorId == CoreErrorIds.MotionStopped)
            {
                // The user stopped it, or pointed elsewhere.
            }
            catch (Exception error) when (error is LabException or OperationCanceledException)
            {
                Error = error;
            }

            changed();
        }
    }

    private void Began(Motion motion)
    {
        lock (_lock)
        {
            _motion = motion;
            if (_wanted is not null)
            {
                motion.RequestStop();
            }
        }

        changed();
    }

    private double? Next()
    {
        lock (_lock)
        {
            var (next, _) = (_wanted, _wanted = null);
            if (next is null)
            {
                _isRunning = false;
                _motion = null;
            }

            return next;
        }
    }

    private async Task StopForeignAsync()
    {
        try
        {
            await motor.StopAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            Error = error;
            changed();
        }
    }
}
