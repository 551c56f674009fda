using System.Runtime.CompilerServices;
using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>
/// A move under way. Await it for the final position, watch its progress, or stop it. A watcher added late gets the
/// last progress at once.
/// </summary>
/// <remarks>Thread-safe. Watchers are called one at a time, outside any lock, from the thread that reports.</remarks>
[TypeFormatterSource]
public sealed class Motion
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _stop = new();
    private Action<MotionProgress>[] _watchers = [];
    private MotionProgress _progress;

    private Motion(string deviceId, double initial, double target, string unit, TimeProvider time)
    {
        DeviceId = deviceId;
        _time = time;
        _started = time.GetTimestamp();
        _progress = new MotionProgress(initial, initial, target, unit, TimeSpan.Zero);
        Completion = Task.FromResult(target);
    }

    /// <summary>The device that moves.</summary>
    public string DeviceId { get; }

    /// <summary>Where it goes.</summary>
    public double Target => _progress.Target;

    /// <summary>The last known progress.</summary>
    public MotionProgress Progress
    {
        get
        {
            lock (_gate)
            {
                return _progress;
            }
        }
    }

    /// <summary>The task of the move; its result is the position read back at the end.</summary>
    public Task<double> Completion { get; private set; }

    /// <summary>True when the move has ended, well or badly.</summary>
    public bool IsCompleted => Completion.IsCompleted;

    /// <summary>
    /// Starts a motion.
    /// </summary>
    /// <param name="deviceId">The device that moves.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="unit">The unit of positions.</param>
    /// <param name="move">
    /// Does the move: reports positions to the motion it is given, ends when the device has settled and returns the
    /// position read back. Its token is cancelled by <see cref="RequestStop"/>; it then stops the device and throws.
    /// </param>
    /// <param name="initial">Position at the start; NaN when not known.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static Motion Start(
        string deviceId, double target, string unit, Func<Motion, CancellationToken, Task<double>> move, double initial = double.NaN, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(move);
        var motion = new Motion(deviceId, initial, target, unit, time ?? TimeProvider.System);
        motion.Completion = move(motion, motion._stop.Token);
        return motion;
    }

    /// <summary>A motion that is already at its target, for devices that set at once.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="position">Where it is.</param>
    /// <param name="unit">The unit of positions.</param>
    public static Motion Completed(string deviceId, double position, string unit) =>
        new(deviceId, position, position, unit, TimeProvider.System);

    /// <summary>Awaits the end of the move; the result is the position read back.</summary>
    public TaskAwaiter<double> GetAwaiter() => Completion.GetAwaiter();

    /// <summary>Waits for the end of the move. Blocks; an interrupt stops the device first.</summary>
    /// <param name="timeout">How long to wait; null for as long as the move itself may take.</param>
    /// <returns>The position read back.</returns>
    /// <exception cref="LabTimeoutException">The wait took longer; the device still moves.</exception>
    /// <exception cref="DeviceException">The move failed or was stopped.</exception>
    public double Wait(TimeSpan? timeout = null) => Blocking.Run(
        token => Completion.WaitAsync(token),
        new BlockingCall($"Waiting for '{DeviceId}'")
        {
            Timeout = timeout,
            DeviceId = DeviceId,
            Progress = () => Progress.ToString(),
            OnInterrupt = () =>
            {
                RequestStop();
                return Completion.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            },
        });

    /// <summary>Asks the device to stop. The pending move then fails with <see cref="CoreErrorIds.MotionStopped"/>.</summary>
    public void RequestStop() => _stop.Cancel();

    /// <summary>Stops the device and waits until the move has ended. Blocks.</summary>
    public void Stop() => Blocking.Run(StopAsync, new BlockingCall($"Stopping '{DeviceId}'") { DeviceId = DeviceId });

    /// <summary>Stops the device and waits until the move has ended; a move that had already ended is left as it is.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Completion).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Calls back on every progress, and at once with the last one.</summary>
    /// <param name="watcher">The callback; must be quick and must not throw.</param>
    public void Watch(Action<MotionProgress> watcher)
    {
        MotionProgress last;
        lock (_gate)
        {
            _watchers = [.. _watchers, watcher];
            last = _progress;
        }

        watcher(last);
    }

    /// <summary>Tells the watchers where the device is. Called by the one who makes the move.</summary>
    /// <param name="position">The position now.</param>
    public void Report(double position)
    {
        Action<MotionProgress>[] watchers;
        MotionProgress progress;
        lock (_gate)
        {
            var initial = double.IsNaN(_progress.Initial) ? position : _progress.Initial;
            _progress = progress = _progress with { Initial = initial, Current = position, Elapsed = _time.GetElapsedTime(_started) };
            watchers = _watchers;
        }

        foreach (var watcher in watchers)
        {
            watcher(progress);
        }
    }

    /// <summary>The error of a move that was stopped before its target.</summary>
    public DeviceException StoppedError() => new(
        CoreErrorIds.MotionStopped, $"The move of '{DeviceId}' was stopped at {Progress}.", "Read the position before the next relative move.")
    {
        DeviceId = DeviceId,
    };

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
