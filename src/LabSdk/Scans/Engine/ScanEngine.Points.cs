namespace LabSdk;

internal sealed partial class ScanEngine
{
    private bool _isUnderWay;
    private int _checkpointRows;

    private async Task MeasureAsync(PointCursor cursor, CancellationToken cancellationToken)
    {
        if (_remote is not null)
        {
            await FollowAsync(_remote, cancellationToken).ConfigureAwait(false);
            return;
        }

        var pace = _plan.Interval is { } interval ? new Pace(interval, _plan.Clock, Result.Continuation is null ? TimeSpan.Zero : Result.Now) : null;
        while (await MayGoOnAsync(cursor, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (pace is not null && !await WaitAsync(pace, cursor).ConfigureAwait(false))
                {
                    return;
                }

                if (cursor.IsAtCheckpoint)
                {
                    _checkpointRows = Result.RowCount;
                }

                if (_flight is { IsOver: true })
                {
                    return;
                }

                _step = ScanStep.Choosing;
                if (!cursor.MoveNext())
                {
                    return;
                }

                if (!_isKnown)
                {
                    PlanCheck.RequirePoint(_plan, _source.Motors, cursor.Current);
                }

                _isUnderWay = true;
                _point.Begin(cursor.Current.Index, (double[])cursor.Current.Targets);
                await MeasurePointAsync(cancellationToken).ConfigureAwait(false);
                _tries = 0;
            }
            catch (Exception error) when (IsToBeRedone(error, cancellationToken))
            {
                await RedoAsync(cursor, error, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for the time of the next point; times that have passed are skipped. False when the series is over.</summary>
    private async ValueTask<bool> WaitAsync(Pace pace, PointCursor cursor)
    {
        var count = _source.PointCount!.Value;
        var missed = pace.MissedBefore(cursor.NextIndex, count);
        Result.CountMissedPoints(missed);
        cursor.Skip(missed);
        if (cursor.NextIndex >= count)
        {
            return false;
        }

        _step = ScanStep.Waiting;
        await pace.WaitAsync(cursor.NextIndex, _segment.Token).ConfigureAwait(false);
        return true;
    }

    private async ValueTask MeasurePointAsync(CancellationToken cancellationToken)
    {
        if (_flight is not null)
        {
            await FlyToReadingAsync(_flight).ConfigureAwait(false);
        }
        else if (_point.Targets.Length > 0)
        {
            await MoveAsync(ScanStep.Moving, _point.Targets).ConfigureAwait(false);
        }

        if (_plan.DwellTime > TimeSpan.Zero)
        {
            _step = ScanStep.Waiting;
            await Task.Delay(_plan.DwellTime, _plan.Clock, _segment.Token).ConfigureAwait(false);
        }

        _step = ScanStep.Reading;
        _point.Elapsed = Result.Now;
        var limit = _segment.Limit;
        limit.Begin();
        try
        {
            var reading = _point.Samples is null ? _detectors.ReadAsync(_point, limit.Token) : ReadRepeatedlyAsync(_point.Samples, limit.Token);
            await reading.ConfigureAwait(false);
        }
        catch (Exception error) when (_point.HasAnyReading && !IsToBeRedone(error, cancellationToken))
        {
            // What some detectors gave is measured data too.
            Result.RecordPart(_point);
            throw;
        }

        limit.End();
        if (_flight is not null)
        {
            await TakePositionAsync(_flight, cancellationToken).ConfigureAwait(false);
        }

        await RecordAsync(cancellationToken).ConfigureAwait(false);
        TellRetries();
        _isUnderWay = false;
        if (_pumps.Length > 0 || _plan.Hooks.Length > 0)
        {
            await TellAsync(Result.Describe(_point), cancellationToken).ConfigureAwait(false);
        }
    }

    private void TellRetries()
    {
        while (_retries.TryTake(out var told))
        {
            Result.CountRetry();
            Tell(State, FormattableString.Invariant($"point {_point.Index + 1}: {told}"));
        }
    }

    private async ValueTask ReadRepeatedlyAsync(PointSamples samples, CancellationToken cancellationToken)
    {
        for (var repeat = 0; repeat < _plan.ReadingsPerPoint; repeat++)
        {
            Array.Clear(_point.IsRead);
            try
            {
                await _detectors.ReadAsync(_point, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                for (var d = 0; d < _point.IsRead.Length; d++)
                {
                    if (_point.IsRead[d])
                    {
                        samples.Keep(d, repeat, _point.Readings[d].Value);
                    }
                }

                // There is a mean when all readings are there.
                Array.Fill(_point.IsRead, false);
            }
        }

        for (var d = 0; d < _point.IsRead.Length; d++)
        {
            _point.Readings[d] = _point.Readings[d] with { Value = samples.MeanOf(d) };
            _point.IsRead[d] = true;
        }
    }

    private async ValueTask MoveAsync(ScanStep step, double[] targets)
    {
        _step = step;
        var limit = _segment.Limit;
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
