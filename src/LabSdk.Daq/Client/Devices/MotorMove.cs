using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>
/// One move from command to rest. The daemon drops a command after 15 s and a wait after its own limit, and both arrive as
/// a deadline; so a long move is commanded once and then waited for in slices until it has settled or its time is over.
/// </summary>
internal sealed class MotorMove(DaqConnection connection, DaqHardware hardware, DaqDevice device, double target, TimeSpan timeout, double tolerance)
{
    private const double ProgressRateHz = 10;
    private const double AtTarget = 1e-2;

    // The first wait is as long as the daemon's limit for a command: a shorter deadline of ours would break off drivers
    // that move inside the command.
    private static readonly TimeSpan FirstSlice = DaqHardware.CommandLimit;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProgressDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly long _started = connection.Time.GetTimestamp();
    private DaqNotSupportedException? _cannotStop;

    private TimeSpan Left => timeout == Timeout.InfiniteTimeSpan ? FirstSlice : timeout - connection.Time.GetElapsedTime(_started);

    public async Task<double> RunAsync(Motion motion, CancellationToken stop)
    {
        using var ended = new CancellationTokenSource();
        using var pending = new CancellationTokenSource();
        var stopping = stop.UnsafeRegister(static state => ((MotorMove)((object[])state!)[0]).BeginStop((CancellationTokenSource)((object[])state)[1]), new object[] { this, pending });
        await using var _ = stopping.ConfigureAwait(false);
        var watching = WatchAsync(motion, ended.Token);
        try
        {
            var position = await MoveAsync(motion, pending.Token).ConfigureAwait(false);
            motion.Report(position);

            // A stopped device that settles answers the wait as if it had arrived.
            return stop.IsCancellationRequested && !IsAtTarget(position) ? throw Stopped(motion) : position;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await ReportRestAsync(motion).ConfigureAwait(false);
            throw Stopped(motion);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<double> MoveAsync(Motion motion, CancellationToken pending)
    {
        var limit = Shorter(Left, FirstSlice);
        try
        {
            return (await hardware.MoveAbsoluteAsync(device.Id, target, waitForCompletion: true, limit, pending).ConfigureAwait(false)).Position;
        }
        catch (DaqTimeoutException failure) when (Left > TimeSpan.Zero)
        {
            return await WaitInSlicesAsync(motion, failure, pending).ConfigureAwait(false);
        }
        catch (DaqTimeoutException failure)
        {
            throw OutOfTime(motion, failure);
        }
    }

    private async Task<double> WaitInSlicesAsync(Motion motion, DaqTimeoutException first, CancellationToken pending)
    {
        while (true)
        {
            try
            {
                var rest = await hardware.WaitSettledAsync(device.Id, Shorter(Left, Slice), pending).ConfigureAwait(false);
                return IsAtTarget(rest.Position) ? rest.Position : throw Abandoned(rest.Position, first);
            }
            catch (DaqTimeoutException failure) when (Left <= TimeSpan.Zero)
            {
                throw OutOfTime(motion, failure);
            }
            catch (DaqTimeoutException)
            {
            }
        }
    }

    /// <summary>Asks the device to stop at once, and only then gives up the call that waits for it.</summary>
    private void BeginStop(CancellationTokenSource pending) => _ = StopAsync(pending);

    private async Task StopAsync(CancellationTokenSource pending)
    {
        try
        {
            using var patience = new CancellationTokenSource(StopPatience, connection.Time);
            await hardware.StopMotionAsync(device.Id, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is LabException or OperationCanceledException)
        {
            // A driver that cannot stop: dropping the call is all that can be done, and ends blocking drivers too.
            _cannotStop = failure as DaqNotSupportedException;
        }

        try
        {
            await pending.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The move ended while the device was being stopped.
        }
    }

    private async Task WatchAsync(Motion motion, CancellationToken cancellationToken)
    {
        // Most moves end before there is anything to watch: leave without the cost of an exception.
        await Task.Delay(ProgressDelay, connection.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        await foreach (var position in hardware.StreamPositionAsync(device.Id, ProgressRateHz, cancellationToken).ConfigureAwait(false))
        {
            if (double.IsFinite(position.Position))
            {
                motion.Report(position.Position);
            }
        }
    }

    private async Task ReportRestAsync(Motion motion)
    {
        try
        {
            using var patience = new CancellationTokenSource(StopPatience, connection.Time);
            motion.Report(await hardware.GetPositionAsync(device.Id, patience.Token).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is LabException or OperationCanceledException)
        {
            // The last progress stands.
        }
    }

    /// <summary>Tells a device that has arrived from one that stands half-way; real ones come to rest a little beside the target.</summary>
    private bool IsAtTarget(double position) => Math.Abs(position - target) <= Math.Max(tolerance, AtTarget * Math.Max(1, Math.Abs(target)));

    private static TimeSpan Shorter(TimeSpan left, TimeSpan slice) =>
        left < slice ? TimeSpan.FromTicks(Math.Max(left.Ticks, TimeSpan.TicksPerMillisecond)) : slice;

    private DeviceException Stopped(Motion motion) => _cannotStop is not { } refusal ? motion.StoppedError() : new NotSupportedByDeviceException(
        CoreErrorIds.MotionStopped,
        $"'{device.Id}' cannot be stopped by its driver; its move was given up at {motion.Progress} and may still go on.",
        "Wait until its position stands still before the next move.",
        innerException: refusal)
    {
        DeviceId = device.Id,
        Endpoint = connection.Endpoint,
    };

    private LabTimeoutException OutOfTime(Motion motion, Exception cause) => new(
        CoreErrorIds.MotionTimeout,
        FormattableString.Invariant($"'{device.Id}' did not reach {target:R} {device.PositionUnit} within {timeout.TotalSeconds:0.###} s; it had come to {motion.Progress}."),
        "It may still move: stop it, or give the move more time.",
        innerException: cause)
    {
        DeviceId = device.Id,
        Endpoint = connection.Endpoint,
        Timeout = timeout,
        LastProgress = motion.Progress.ToString(),
    };

    private DaqDeviceException Abandoned(double position, DaqTimeoutException cause) => new(
        DaqErrorIds.DaemonFailure,
        FormattableString.Invariant($"The move of '{device.Id}' to {target:R} {device.PositionUnit} was given up by the daemon at {position:R}: {cause.Details.DaemonMessage}."),
        cause.Details,
        "The daemon limits one command to 15 s, and this driver moves inside the command: go in shorter steps.",
        innerException: cause)
    {
        DeviceId = device.Id,
        Endpoint = connection.Endpoint,
    };
}
