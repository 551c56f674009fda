using System.ComponentModel;
using LabSdk.Devices;

namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>Adds what is read at each point: detectors, or anything else readable of any family.</summary>
    /// <param name="detectors">The detectors, in the order of their columns; each column has the name of the device's id.</param>
    public ScanPlan Read(params IReadOnlyList<IReadable> detectors)
    {
        ArgumentNullException.ThrowIfNull(detectors);
        foreach (var detector in detectors)
        {
            ArgumentNullException.ThrowIfNull(detector, nameof(detectors));
        }

        return this with { Detectors = [.. Detectors, .. detectors] };
    }

    /// <summary>Waits at each point between the move and the reading.</summary>
    /// <param name="seconds">How long, in seconds; at least 0. Default without this call: 0.</param>
    public ScanPlan Dwell(double seconds) => Dwell(PlanTime.FromSeconds(seconds));

    /// <inheritdoc cref="Dwell(double)"/>
    /// <param name="time">How long; at least 0.</param>
    public ScanPlan Dwell(TimeSpan time) => this with { DwellTime = PlanTime.NotNegative(time) };

    /// <summary>Turns the faster motors of a grid round at the end of each line. Changes nothing for plans with one axis.</summary>
    /// <param name="on">False to go back to raster order.</param>
    public ScanPlan Snake(bool on = true) => this with { IsSnake = on };

    /// <summary>Reads the detectors of a point at the same time. This is the default.</summary>
    public ScanPlan Parallel() => this with { ReadsInParallel = true };

    /// <summary>Reads the detectors of a point one after the other, in their order, as the Python client does.</summary>
    public ScanPlan Sequential() => this with { ReadsInParallel = false };

    /// <summary>Chooses whether the table gets the position that each motor reported after its move. Costs no extra call.</summary>
    /// <param name="on">True to have the column.</param>
    public ScanPlan ReadBack(bool on = true) => this with { HasReadback = on };

    /// <summary>Leaves out the read-back and time columns: files are then the same as those of the Python client.</summary>
    public ScanPlan Plain() => this with { HasReadback = false, HasTime = false };

    /// <summary>
    /// Reads the detectors of each point several times. The detector's column holds the mean; <c>power_error</c> has the standard error of the
    /// mean (the deviation of a reading over the root of their number) and <c>power_readings</c> all readings, one array for each point.
    /// </summary>
    /// <param name="readings">How many readings at each point; at least 1. Default without this call: 1, without the extra columns.</param>
    /// <example><code>Scan(stage, 0, 10, 11).Read(power).Repeat(5).Run()</code></example>
    /// <remarks>The motors move, and the dwell time passes, once for each point. <see cref="Plain"/> does not leave these columns out.</remarks>
    public ScanPlan Repeat(int readings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readings, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readings, 1_000_000);
        return this with { ReadingsPerPoint = readings };
    }

    /// <summary>Limits the time that the moves, or the readings, of one point may take. Dwell time does not count.</summary>
    /// <param name="seconds">The limit in seconds; more than 0. Default without this call: each device's own limit.</param>
    public ScanPlan Timeout(double seconds) => Timeout(PlanTime.FromSeconds(seconds));

    /// <inheritdoc cref="Timeout(double)"/>
    /// <param name="limit">The limit; more than 0.</param>
    public ScanPlan Timeout(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return this with { StepTimeout = PlanTime.NotNegative(limit) };
    }

    /// <summary>
    /// Moves the motors back to where they stood at the start, after the last point. After a failure or an interrupt they stay where
    /// they stopped.
    /// </summary>
    /// <param name="on">False to stay at the last point; relative scans return unless told so.</param>
    public ScanPlan ReturnToStart(bool on = true) => this with { ReturnsToStart = on };

    /// <summary>Returns a failed scan with <see cref="ScanResult.Error"/> set instead of throwing. Interrupts are still thrown.</summary>
    /// <param name="on">False to throw again.</param>
    public ScanPlan KeepErrors(bool on = true) => this with { KeepsErrors = on };

    /// <summary>Shows no progress while the plan runs. Without this call a scan that takes a while shows a bar or a line.</summary>
    /// <param name="on">False to show it again.</param>
    public ScanPlan Quiet(bool on = true) => this with { IsQuiet = on };

    /// <summary>Sends targets beyond the limits of a motor too. For recovery only.</summary>
    /// <param name="on">False to check again.</param>
    public ScanPlan AllowBeyondLimits(bool on = true) => this with { AllowsBeyondLimits = on };

    /// <summary>Keeps a note with the data. The same key again replaces it.</summary>
    /// <param name="key">What it is; not empty.</param>
    /// <param name="value">Text, number, flag, time, or a list of these; a <see cref="Secret"/> is kept masked.</param>
    public ScanPlan WithMetadata(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return this with { Metadata = ScanMetadata.Merge(Metadata, [new(key, value)]) };
    }

    /// <summary>Keeps notes with the data.</summary>
    /// <param name="notes">A dictionary, or an object whose properties are the notes: <c>new { sample = "A1", run = 3 }</c>.</param>
    public ScanPlan WithMetadata(object notes) => this with { Metadata = ScanMetadata.Merge(Metadata, ScanMetadata.Of(notes)) };

    /// <summary>
    /// Calls back after each point, between this point and the next; the scan waits for it. Other calls of the SDK, another scan
    /// too, are welcome inside. An exception ends the scan; the point and all before it are kept.
    /// </summary>
    /// <param name="hook">Gets the point. Called on a pool thread.</param>
    public ScanPlan OnPoint(Action<ScanPoint> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return this with
        {
            Hooks = Hooks.Add(point =>
            {
                hook(point);
                return Task.CompletedTask;
            }),
        };
    }

    /// <inheritdoc cref="OnPoint(Action{ScanPoint})"/>
    public ScanPlan OnPoint(Func<ScanPoint, Task> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return this with { Hooks = Hooks.Add(hook) };
    }

    /// <summary>Tells an observer of every document of the run. It never slows the scan: see <see cref="IScanObserver"/>.</summary>
    /// <param name="observer">The observer.</param>
    public ScanPlan Observe(IScanObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return this with { Observers = Observers.Add(observer) };
    }

    /// <summary>Reports how far the scan has come, at most ten times a second and at the end. Never slows the scan.</summary>
    /// <param name="progress">Gets the progress.</param>
    public ScanPlan OnProgress(IProgress<ScanProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Observe(new ProgressObserver(progress.Report));
    }

    /// <inheritdoc cref="OnProgress(IProgress{ScanProgress})"/>
    public ScanPlan OnProgress(Action<ScanProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Observe(new ProgressObserver(progress));
    }

    /// <summary>Takes dwell times, intervals and time stamps from another clock, for tests.</summary>
    /// <param name="clock">The clock.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ScanPlan WithClock(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return this with { Clock = clock };
    }
}
