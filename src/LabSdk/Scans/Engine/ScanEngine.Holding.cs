namespace LabSdk;

internal sealed partial class ScanEngine
{
    /// <summary>How long motors may take to come to rest before a pause; nobody waits for control then.</summary>
    private static readonly TimeSpan HoldGrace = TimeSpan.FromSeconds(5);

    private string _holdReason = "";
    private bool _leftEarly;
    private int _tries;

    /// <summary>Looked at before each point. Waits here while the run is paused or suspended; false when it ends early.</summary>
    private ValueTask<bool> MayGoOnAsync(PointCursor cursor, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return State == ScanRunState.Running && !_segment.IsCut ? new(true) : SettleAsync(cursor, cancellationToken);
    }

    private async ValueTask<bool> SettleAsync(PointCursor cursor, CancellationToken cancellationToken)
    {
        if (_segment.IsCut || State == ScanRunState.Suspending)
        {
            await RewindAsync(cursor, cancellationToken).ConfigureAwait(false);
        }

        return State switch
        {
            ScanRunState.Running => true,
            ScanRunState.Pausing when !cursor.IsAtCheckpoint || cursor.NextIndex >= (_source.PointCount ?? long.MaxValue) => true,
            _ => await HoldAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        if (_flight is not null)
        {
            // Nothing moves while a run waits.
            await _motors.BringToRestAsync(HoldGrace).ConfigureAwait(false);
        }

        while (true)
        {
            var changed = _states.Changed;
            switch (State)
            {
                case ScanRunState.Pausing or ScanRunState.Suspending:
                    if (_states.Fire(ScanEvent.Checkpoint))
                    {
                        Tell(State, _holdReason);
                    }

                    break;
                case ScanRunState.Paused or ScanRunState.Suspended:
                    await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case ScanRunState.Running:
                    // Somebody may have moved the motors by hand meanwhile.
                    _motors.Forget();
                    Tell(ScanRunState.Running, "");
                    return true;
                case ScanRunState.Stopping:
                    _leftEarly = true;
                    return false;
                default:
                    throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    /// <summary>Back to the last checkpoint, after a cut.</summary>
    private async Task RewindAsync(PointCursor cursor, CancellationToken cancellationToken)
    {
        await _motors.BringToRestAsync(HoldGrace).ConfigureAwait(false);
        _motors.Forget();
        Renew(cancellationToken);
        if (!cursor.IsAtCheckpoint)
        {
            cursor.Rewind();
            _step = ScanStep.Recording;
            Result.Rewind(_checkpointRows, _holdReason);
        }
    }

    private bool IsToBeRedone(Exception error, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || _step is ScanStep.Choosing or ScanStep.Hook or ScanStep.Recording || State is ScanRunState.Aborting or ScanRunState.Halting)
        {
            return false;
        }

        return _segment.IsCut || (_isUnderWay && _tries < _plan.PointRetry.Attempts && !_segment.Limit.HasFired && RetryPolicy.Covers(error));
    }

    private async Task RedoAsync(PointCursor cursor, Exception error, CancellationToken cancellationToken)
    {
        if (_isUnderWay && _plan.Interval is null)
        {
            cursor.Redo();
        }
        else if (_isUnderWay)
        {
            // The time of a series does not come again.
            Result.CountMissedPoints(1);
        }

        _isUnderWay = false;
        if (Result.PartialPoint is not null)
        {
            // It failed, was kept in part, and was cut short in the same moment.
            _step = ScanStep.Recording;
            Result.Rewind(Result.RowCount - 1, _holdReason);
        }

        if (_segment.IsCut)
        {
            await RewindAsync(cursor, cancellationToken).ConfigureAwait(false);
            return;
        }

        _tries++;
        Result.CountRetry();
        await _motors.BringToRestAsync(HoldGrace).ConfigureAwait(false);
        _motors.Forget();
        _step = ScanStep.Recording;
        Tell(State, FormattableString.Invariant($"point {_point.Index + 1} is tried again ({_tries} of {_plan.PointRetry.Attempts}): {(error as LabException)?.Problem ?? error.Message}"));
        _step = ScanStep.Waiting;
        await Task.Delay(_plan.PointRetry.WaitBefore(_tries), _plan.Clock, _segment.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Renew(CancellationToken cancellationToken)
    {
        if (_segment.IsCut)
        {
            _segment.Dispose();
            Volatile.Write(ref _segment, new ScanSegment(_plan, cancellationToken));
        }
    }

    private void Tell(ScanRunState state, string reason)
    {
        Result.Journal?.Event(state.ToString().ToLowerInvariant(), reason);
        Post(new ScanChange(Result.Uid, _plan.Clock.GetUtcNow(), state, reason, Result.RowCount));
    }
}
