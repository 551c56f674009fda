using LabSdk.Devices;

namespace LabSdk;

/// <summary>The motors of a plan: moves them together and brings them to rest.</summary>
internal sealed class MotorGroup
{
    private static readonly Action<Task> Observe = static task => _ = task.Exception;
    private readonly IReadOnlyList<IMovable> _motors;
    private readonly MoveOptions[] _options;
    private readonly DevicePolicy[] _policies;
    private readonly DeviceRetries _retries;
    private readonly bool _skipsUnchanged;
    private readonly Motion?[] _moving;
    private readonly bool[] _told;
    private readonly double[] _commanded;
    private int _starting = -1;

    public MotorGroup(IPointSource source, ScanPlan plan, DeviceRetries retries)
    {
        var motors = source.Motors;
        _motors = motors;
        _retries = retries;
        _policies = [.. motors.Select(plan.PolicyOf)];
        _options = [.. _policies.Select(policy => new MoveOptions { Timeout = policy.Timeout ?? plan.StepTimeout, AllowBeyondLimits = plan.AllowsBeyondLimits })];
        _skipsUnchanged = source.HoldsTargets;
        _moving = new Motion?[motors.Count];
        _told = new bool[motors.Count];
        _commanded = new double[motors.Count];
        Array.Fill(_commanded, double.NaN);
    }

    /// <summary>Forgets where the motors were sent, so that the next point sends all of them.</summary>
    public void Forget() => Array.Fill(_commanded, double.NaN);

    /// <summary>The motor whose move failed last, or null.</summary>
    public IMovable? Failed { get; private set; }

    /// <summary>Asks every motor where it stands.</summary>
    public async Task<double[]> ReadPositionsAsync(CancellationToken cancellationToken)
    {
        var positions = new double[_motors.Count];
        for (var i = 0; i < positions.Length; i++)
        {
            Failed = _motors[i];
            positions[i] = await _motors[i].GetPositionAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Failed = null;
        return positions;
    }

    /// <summary>Starts all moves, waits for all; when one fails the others are stopped.</summary>
    public async ValueTask MoveAsync(double[] targets, double[] readbacks, CancellationToken cancellationToken)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (double.IsNaN(targets[i]) || (_skipsUnchanged && targets[i] == _commanded[i]))
            {
                continue;
            }

            // Not known until the move has ended well, so that a failed one is sent again by the next scan point that wants it.
            _commanded[i] = double.NaN;
            Failed = _motors[i];
            _moving[i] = Start(i, targets[i], _options[i]);
        }

        var started = _retries.Clock.GetTimestamp();
        for (var i = 0; i < targets.Length; i++)
        {
            if (_moving[i] is not { } motion)
            {
                continue;
            }

            Failed = _motors[i];
            readbacks[i] = await (motion.Completion.IsCompletedSuccessfully ? motion.Completion : ArriveAsync(i, targets[i], started, cancellationToken)).ConfigureAwait(false);
            _commanded[i] = targets[i];
            _moving[i] = null;
        }

        Failed = null;
    }

    /// <summary>True when the motor was sent on a flight and not brought to rest since.</summary>
    public bool HasFlight => _moving[0] is not null;

    /// <summary>Sends the one motor on its way without waiting; the time of a step does not limit it.</summary>
    public Motion Fly(double target)
    {
        _commanded[0] = double.NaN;
        BlameFlight();
        var motion = Start(0, target, _options[0] with { Timeout = null });
        Volatile.Write(ref _moving[0], motion);
        Failed = null;
        return motion;
    }

    /// <summary>Names the flying motor as the one that fails, if something fails.</summary>
    public void BlameFlight() => Failed = _motors[0];

    /// <summary>Asks whatever moves to stop, at once and without waiting. Safe from any thread.</summary>
    public void RequestStop()
    {
        for (var i = 0; i < _moving.Length; i++)
        {
            if (Volatile.Read(ref _moving[i]) is { IsCompleted: false } motion)
            {
                _told[i] = true;
                Quietly(motion.RequestStop);
            }
        }

        // A device whose StartMove has not come back yet has no motion to stop.
        if (Volatile.Read(ref _starting) is >= 0 and var starting)
        {
            Quietly(() => _motors[starting].StopAsync().AsTask().ContinueWith(Observe, TaskScheduler.Default));
        }
    }

    /// <summary>Stops whatever moves and waits for it, but not for longer than <paramref name="grace"/>.</summary>
    /// <returns>Sentences on motors that are not known to be at rest; empty when all are.</returns>
    public async Task<string> BringToRestAsync(TimeSpan grace)
    {
        RequestStop();
        var moving = _moving.Where((motion, i) => motion is not null && _told[i]).Select(motion => motion!).ToArray();
        await Task.WhenAll(moving.Select(motion => (Task)motion.Completion)).WaitAsync(grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Array.Clear(_moving);
        return string.Concat(moving.Select(AfterStop));
    }

    /// <summary>Waits for a move; one whose connection was lost is sent again if the plan says so, to the same place.</summary>
    private async Task<double> ArriveAsync(int motor, double target, long started, CancellationToken cancellationToken)
    {
        var policy = _policies[motor];
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var completion = _moving[motor]!.Completion;
                if (policy.Timeout is not { } limit)
                {
                    return await completion.WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                var rest = limit - _retries.Clock.GetElapsedTime(started);
                return await completion.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, _retries.Clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException error)
            {
                throw policy.TooSlow(_motors[motor].Id, error);
            }
            catch (LabConnectionException error) when (attempt <= policy.Retry.Attempts && !cancellationToken.IsCancellationRequested)
            {
                await _retries.BeforeAsync($"moving '{_motors[motor].Id}'", attempt, policy.Retry, error, cancellationToken).ConfigureAwait(false);
                started = _retries.Clock.GetTimestamp();
                _moving[motor] = Start(motor, target, _options[motor]);
            }
        }
    }

    private Motion Start(int motor, double target, MoveOptions options)
    {
        Volatile.Write(ref _starting, motor);
        try
        {
            return _motors[motor].StartMove(target, options);
        }
        finally
        {
            Volatile.Write(ref _starting, -1);
        }
    }

    private static string AfterStop(Motion motion)
    {
        if (!motion.IsCompleted)
        {
            _ = motion.Completion.ContinueWith(Observe, TaskScheduler.Default);
            return $" '{motion.DeviceId}' was told to stop and had not answered.";
        }

        return motion.Completion.Exception?.InnerException is NotSupportedByDeviceException error
            ? $" '{motion.DeviceId}' cannot be stopped: {error.Problem}"
            : "";
    }

    // A device that throws while it is being stopped must not keep the others from being stopped.
    private static void Quietly(Action stop)
    {
        try
        {
            stop();
        }
        catch (Exception)
        {
        }
    }
}
