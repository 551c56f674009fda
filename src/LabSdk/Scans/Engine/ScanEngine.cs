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
    private readonly bool _isKnown;
    private readonly ScanStates _states = new();
    private readonly DeviceRetries _retries;
    private readonly MotorGroup _motors;
    private readonly DetectorGroup _detectors;
    private readonly PointBuffer _point;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<ObserverPump> _pumps = [];
    private ScanSegment _segment = null!;
    private ScanStep _step;
    private volatile bool _canBeCut;

    /// <exception cref="LabConfigurationException">The plan has faults; all are listed.</exception>
    public ScanEngine(ScanPlan plan, string? name, ScanContinuation? before = null)
    {
        PlanCheck.Require(plan, origins: null);
        _plan = plan;
        _source = plan.Source;
        _isKnown = _source.IsKnown;

        // The rest of a run that goes on is measured from here: another engine cannot begin in the middle.
        _remote = before is null && !plan.IsDryRun ? plan.Elsewhere?.Open(plan) : null;
        _retries = new DeviceRetries(plan.Clock);
        _motors = new MotorGroup(_source, plan, _retries);
        _detectors = new DetectorGroup(plan, _retries);
        _point = new PointBuffer(_source.Motors.Count, plan.Detectors.Count, plan.ReadingsPerPoint, plan.Flight is null ? -1 : 2);
        _flight = plan.Flight is { } flight ? new FlightState(flight, before) : null;
        Result = new ScanResult(plan, name, Around.Value, before) { Engine = _remote?.Name };
        Result.Controls = Controls = new ScanRun(this);
    }

    public ScanResult Result { get; }

    /// <summary>What the user has in hand while it runs.</summary>
    public ScanRun Controls { get; }

    public ScanRunState State => _states.Current;

    /// <summary>Ends when the run is closed, whether or not its flow has come back; fails when the run was refused.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Runs to the end, whatever it is; how it ended is in the result.</summary>
    /// <exception cref="LabConfigurationException">A relative plan leads beyond the limits from where the motor stands; nothing moved.</exception>
    /// <exception cref="JournalException">The journal cannot be begun; nothing moved.</exception>
    public async Task<ScanResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Result.StopRequested);
            await RunToEndAsync(ended.Token).ConfigureAwait(false);
            _ended.TrySetResult();
            return Result;
        }
        catch (Exception error)
        {
            _ended.TrySetException(error);
            _ = _ended.Task.Exception;
            throw;
        }
    }

    /// <summary>Closes a run whose flow did not come back in time; it ends in the background and keeps nothing more.</summary>
    public void Abandon(Exception? cause, CancellationToken cancellationToken)
    {
        _motors.RequestStop();
        var reason = ScanFailure.Interrupted(Result, _step == ScanStep.None ? "" : " What was under way had not ended when control returned; it goes on ending in the background.", _endReason);
        Result.Close(ScanExitStatus.Abort, reason, new ScanInterruptedException(Result, reason, cause, cancellationToken));
        _ended.TrySetResult();
    }

    /// <summary>Leaves idle, so that a pause or stop that comes before the flow of the scan has begun is not lost.</summary>
    public void Begin() => _states.Fire(ScanEvent.Start);

    private async Task RunToEndAsync(CancellationToken cancellationToken)
    {
        Begin();
        using var scope = Interrupts.Enter(cancellationToken);
        Around.Value = Result;

        // Beside the flow of the scan, which may be inside a callback or a device that does not heed its token.
        using var stopAtOnce = cancellationToken.UnsafeRegister(
            static (motors, _) => ThreadPool.UnsafeQueueUserWorkItem(static group => group.RequestStop(), (MotorGroup)motors!, preferLocal: false), _motors);
        _segment = new ScanSegment(_plan, cancellationToken);
        IReadOnlyList<SuspenderWatch> watches = [];
        var hasBegun = false;
        Exception? error = null;
        try
        {
            var origins = await PrepareAsync(_segment.Limit).ConfigureAwait(false);
            using var cursor = OpenCursor(origins);
            using (await RunTakeover.BeginAsync(Result, cancellationToken).ConfigureAwait(false))
            {
                Announce(origins);
            }

            hasBegun = true;
            await Result.RecordSettingsAsync(cancellationToken).ConfigureAwait(false);
            _canBeCut = true;
            _states.Fire(ScanEvent.Prepared);
            watches = await SuspenderWatch.StartAsync(_plan, this, cancellationToken).ConfigureAwait(false);
            await MeasureAsync(cursor, cancellationToken).ConfigureAwait(false);
            _states.Fire(ScanEvent.Finish);
            if (_plan.ReturnsToStart)
            {
                Renew(cancellationToken);
                await MoveAsync(ScanStep.Returning, origins).ConfigureAwait(false);
            }
        }
        catch (LabException refused) when (!hasBegun && refused is LabConfigurationException or JournalException)
        {
            _segment.Dispose();
            _states.Fire(ScanEvent.Refused);
            throw;
        }
        catch (Exception caught)
        {
            error = caught;
        }

        try
        {
            foreach (var watch in watches)
            {
                watch.Dispose();
            }

            _segment.Dispose();
            await EndAsync(error, _segment.Limit.HasFired, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _states.Fire(ScanEvent.Ended);
        }
    }

    private async Task<double[]> PrepareAsync(StepLimit limit)
    {
        if (!_plan.IsRelative && !_plan.ReturnsToStart)
        {
            limit.Token.ThrowIfCancellationRequested();
            return new double[_source.Motors.Count];
        }

        // A run that goes on keeps the place from which it began: no distance is made twice.
        if (Result.Continuation is { } before)
        {
            double[] kept = [.. before.Origins];
            PlanCheck.Require(_plan, kept);
            return kept;
        }

        _step = ScanStep.Preparing;
        limit.Begin();
        var origins = await _motors.ReadPositionsAsync(limit.Token).ConfigureAwait(false);
        limit.End();
        PlanCheck.Require(_plan, origins);
        return origins;
    }
}
