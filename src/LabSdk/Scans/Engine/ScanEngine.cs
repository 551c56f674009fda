using System.Collections.Immutable;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Runs a plan once: moves, waits, reads, keeps each point, tells the observers, and always comes back to idle.</summary>
internal sealed partial class ScanEngine
{
    /// <summary>How long motors may take to come to rest before control returns; within <see cref="Blocking.InterruptGrace"/>.</summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan ObserverGrace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ObserverGraceAfterAbort = TimeSpan.FromMilliseconds(20);
    private static readonly AsyncLocal<ScanResult?> Around = new();
    private readonly ScanPlan _plan;
    private readonly IPointSource _source;
    private readonly ScanStates _states = new();
    private readonly MotorGroup _motors;
    private readonly DetectorGroup _detectors;
    private readonly PointBuffer _point;
    private ImmutableArray<ObserverPump> _pumps = [];
    private ScanStep _step;

    /// <exception cref="LabConfigurationException">The plan has faults; all are listed.</exception>
    public ScanEngine(ScanPlan plan, string? name)
    {
        PlanCheck.Require(plan, origins: null);
        _plan = plan;
        _source = plan.Source;
        var options = new MoveOptions { Timeout = plan.StepTimeout, AllowBeyondLimits = plan.AllowsBeyondLimits };
        _motors = new MotorGroup(_source.Motors, options, skipsUnchanged: plan.Axes.Count > 1);
        _detectors = new DetectorGroup(plan.Detectors, plan.ReadsInParallel);
        _point = new PointBuffer(_source.Motors.Count, plan.Detectors.Count);
        Result = new ScanResult(plan, name, Around.Value);
    }

    public ScanResult Result { get; }

    public ScanState State => _states.Current;

    /// <summary>Runs to the end, whatever it is; how it ended is in the result.</summary>
    /// <exception cref="LabConfigurationException">A relative plan leads beyond the limits from where the motor stands; nothing moved.</exception>
    public async Task<ScanResult> RunAsync(CancellationToken cancellationToken)
    {
        _states.To(ScanState.Preparing);
        using var scope = Interrupts.Enter(cancellationToken);
        Around.Value = Result;

        // Beside the flow of the scan, which may be inside a callback or a device that does not heed its token.
        using var stopAtOnce = cancellationToken.UnsafeRegister(
            static (motors, _) => ThreadPool.UnsafeQueueUserWorkItem(static group => group.RequestStop(), (MotorGroup)motors!, preferLocal: false), _motors);
        using var limit = new StepLimit(_plan.StepTimeout, _plan.Clock, cancellationToken);
        Exception? error = null;
        try
        {
            var origins = await PrepareAsync(limit).ConfigureAwait(false);
            Announce(origins);
            _states.To(ScanState.Running);
            await MeasureAsync(origins, limit, cancellationToken).ConfigureAwait(false);
            _states.To(ScanState.Stopping);
            if (_plan.ReturnsToStart)
            {
                await MoveAsync(ScanStep.Returning, origins, limit).ConfigureAwait(false);
            }
        }
        catch (LabException refused) when (State == ScanState.Preparing && refused is LabConfigurationException or JournalException)
        {
            _states.To(ScanState.Idle);
            throw;
        }
        catch (Exception caught)
        {
            error = caught;
        }

        try
        {
            await EndAsync(error, limit.HasFired, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _states.Reset();
        }

        return Result;
    }

    /// <summary>Closes a run whose flow did not come back in time; it ends in the background and keeps nothing more.</summary>
    public void Abandon(Exception cause, CancellationToken cancellationToken)
    {
        _motors.RequestStop();
        var reason = ScanFailure.Interrupted(Result, _step == ScanStep.None ? "" : " What was under way had not ended when control returned; it goes on ending in the background.");
        Result.Close(ScanExitStatus.Abort, reason, new ScanInterruptedException(Result, reason, cause, cancellationToken));
    }

    private async Task<double[]> PrepareAsync(StepLimit limit)
    {
        if (!_plan.IsRelative && !_plan.ReturnsToStart)
        {
            limit.Token.ThrowIfCancellationRequested();
            return new double[_source.Motors.Count];
        }

        _step = ScanStep.Preparing;
        limit.Begin();
        var origins = await _motors.ReadPositionsAsync(limit.Token).ConfigureAwait(false);
        limit.End();
        PlanCheck.Require(_plan, origins);
        return origins;
    }

    private async Task MeasureAsync(double[] origins, StepLimit limit, CancellationToken cancellationToken)
    {
        var pace = _plan.Interval is { } interval ? new Pace(interval, _plan.Clock) : null;
        using var targets = _source.Targets(origins).GetEnumerator();
        for (long index = 0; targets.MoveNext(); index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pace is not null)
            {
                var missed = pace.MissedBefore(index, _source.PointCount!.Value);
                Result.CountMissedPoints(missed);
                index += missed;
                if (index >= _source.PointCount)
                {
                    return;
                }

                for (; missed > 0; missed--)
                {
                    targets.MoveNext();
                }

                _step = ScanStep.Waiting;
                await pace.WaitAsync(index, cancellationToken).ConfigureAwait(false);
            }

            _point.Begin(index, targets.Current);
            await MeasurePointAsync(limit, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MeasurePointAsync(StepLimit limit, CancellationToken cancellationToken)
    {
        if (_point.Targets.Length > 0)
        {
            await MoveAsync(ScanStep.Moving, _point.Targets, limit).ConfigureAwait(false);
        }

        if (_plan.DwellTime > TimeSpan.Zero)
        {
            _step = ScanStep.Waiting;
            await Task.Delay(_plan.DwellTime, _plan.Clock, cancellationToken).ConfigureAwait(false);
        }

        _step = ScanStep.Reading;
        _point.Elapsed = Result.Now;
        limit.Begin();
        try
        {
            await _detectors.ReadAsync(_point, limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_point.HasAnyReading)
        {
            // What some detectors gave is measured data too.
            Result.RecordPart(_point);
            throw;
        }

        limit.End();
        _step = ScanStep.Recording;
        if (!Result.Record(_point))
        {
            throw new OperationCanceledException(cancellationToken);
        }

        if (_pumps.Length > 0 || _plan.Hooks.Length > 0)
        {
            await TellAsync(Result.Describe(_point), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MoveAsync(ScanStep step, double[] targets, StepLimit limit)
    {
        _step = step;
        limit.Begin();
        await _motors.MoveAsync(targets, _point.Readbacks, limit.Token).ConfigureAwait(false);
        limit.End();
    }

    private async ValueTask TellAsync(ScanPoint point, CancellationToken cancellationToken)
    {
        Post(point);
        _step = ScanStep.Hook;
        foreach (var hook in _plan.Hooks)
        {
            var task = hook(point);
            await (task.IsCompleted ? task : task.WaitAsync(cancellationToken)).ConfigureAwait(false);
        }
    }
}
