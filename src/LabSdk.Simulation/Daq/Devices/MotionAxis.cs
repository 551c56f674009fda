namespace LabSdk.Simulation.Daq;

/// <summary>
/// Where an axis is at any moment. Instant without a speed; else it follows a trapezoid profile and settles a little later.
/// Thread-safe.
/// </summary>
internal sealed class MotionAxis(TimeProvider time, double position, AxisDynamics? dynamics)
{
    private readonly Lock _gate = new();
    private double _from = position;
    private TrapezoidProfile _profile;
    private double _target = position;
    private long _started;
    private TaskCompletionSource _retargeted = NewSignal();

    public double Position
    {
        get
        {
            lock (_gate)
            {
                return PositionNow();
            }
        }
    }

    /// <summary>The last commanded target.</summary>
    public double Target
    {
        get
        {
            lock (_gate)
            {
                return _target;
            }
        }
    }

    /// <summary>Starts towards a target from wherever the axis is now.</summary>
    public void Start(double target)
    {
        lock (_gate)
        {
            _from = dynamics is null ? target : PositionNow();
            _profile = dynamics is null ? default : new TrapezoidProfile(target - _from, dynamics.Speed, dynamics.Acceleration);
            _target = target;
            _started = time.GetTimestamp();
            Signal();
        }
    }

    /// <summary>Puts the axis somewhere without motion; also ends a motion.</summary>
    public void Place(double where)
    {
        lock (_gate)
        {
            PlaceLocked(where);
        }
    }

    /// <summary>Ends a motion where the axis is now.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            PlaceLocked(PositionNow());
        }
    }

    /// <summary>Returns when the axis rests, also after a stop or a new target in between.</summary>
    public async Task WaitSettledAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan left;
            Task retargeted;
            lock (_gate)
            {
                left = LeftLocked();
                retargeted = _retargeted.Task;
            }

            if (left <= TimeSpan.Zero)
            {
                return;
            }

            try
            {
                // Timers count whole milliseconds: round up, so that the axis really rests afterwards.
                var delay = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
                await retargeted.WaitAsync(delay, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The usual way: nothing changed until the motion was over.
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private double PositionNow()
    {
        if (_profile.Seconds == 0)
        {
            return _target;
        }

        var elapsed = time.GetElapsedTime(_started).TotalSeconds;
        return elapsed >= _profile.Seconds ? _target : _from + _profile.CoveredAt(elapsed);
    }

    private TimeSpan LeftLocked() => _profile.Seconds == 0
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(_profile.Seconds) + dynamics!.Settling - time.GetElapsedTime(_started);

    private void PlaceLocked(double where)
    {
        _profile = default;
        _from = where;
        _target = where;
        Signal();
    }

    private void Signal()
    {
        _retargeted.TrySetResult();
        _retargeted = NewSignal();
    }
}
