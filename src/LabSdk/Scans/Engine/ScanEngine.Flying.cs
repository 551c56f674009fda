namespace LabSdk;

/// <summary>Points of a fly scan: the motor moves on while the detectors are read.</summary>
internal sealed partial class ScanEngine
{
    private static readonly TimeSpan SpeedGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SpeedGraceAfterAbort = TimeSpan.FromMilliseconds(50);
    private readonly FlightState? _flight;

    /// <summary>Makes the motor fly, waits until the next reading is due, and asks where the motor is.</summary>
    private async ValueTask FlyToReadingAsync(FlightState flight)
    {
        if (!_motors.HasFlight)
        {
            // It begins, or was stopped on its way: from where the last point was taken.
            await MoveAsync(ScanStep.Moving, [flight.From]).ConfigureAwait(false);
            if (flight.Plan.Speed is { } speed && !flight.HasSetSpeed)
            {
                flight.SpeedBefore = await MotorSpeed.SetAsync(_source.Motors[0], speed, _segment.Token).ConfigureAwait(false);
                flight.HasSetSpeed = true;
            }

            flight.Motion = _motors.Fly(flight.Plan.Stop);
            flight.Due = Result.Now;
        }
        else
        {
            await WaitForReadingAsync(flight).ConfigureAwait(false);
        }

        _step = ScanStep.Moving;
        flight.IsLast = flight.Motion!.IsCompleted;
        if (flight.IsLast)
        {
            _motors.BlameFlight();
            await flight.Motion.Completion.ConfigureAwait(false);
        }

        flight.Before = await WhereAsync().ConfigureAwait(false);
        _point.Targets = [flight.Before.Position];
    }

    /// <summary>Asks once more where the motor is; the point gets the place of the middle of its reading.</summary>
    private async ValueTask TakePositionAsync(FlightState flight, CancellationToken cancellationToken)
    {
        var middle = (_point.Elapsed + Result.Now) / 2;
        _point.Readbacks[0] = flight.Before.Position;
        try
        {
            var (after, time) = await WhereAsync().ConfigureAwait(false);
            _point.Readbacks[1] = after;
            var share = time > flight.Before.Time ? Math.Clamp((middle - flight.Before.Time) / (time - flight.Before.Time), 0, 1) : 0.5;
            _point.Targets = [flight.Before.Position + ((after - flight.Before.Position) * share)];
        }
        catch (Exception error) when (!IsToBeRedone(error, cancellationToken))
        {
            // What the detectors gave is kept, at the place before the reading.
            _point.Readbacks[1] = double.NaN;
            Result.RecordPart(_point);
            throw;
        }

        flight.From = _point.Targets[0];
        flight.IsOver = flight.IsLast;
    }

    private async ValueTask WaitForReadingAsync(FlightState flight)
    {
        _step = ScanStep.Waiting;
        flight.Due += TimeSpan.FromSeconds(1 / flight.Plan.Rate);
        var wait = flight.Due - Result.Now;
        if (wait <= TimeSpan.Zero)
        {
            flight.Due = Result.Now;
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_segment.Token);
        var delay = Task.Delay(wait, _plan.Clock, waiting.Token);
        var first = await Task.WhenAny(delay, flight.Motion!.Completion).ConfigureAwait(false);
        _segment.Token.ThrowIfCancellationRequested();
        if (first != delay)
        {
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<(double Position, TimeSpan Time)> WhereAsync()
    {
        var asked = Result.Now;
        var positions = await _motors.ReadPositionsAsync(_segment.Token).ConfigureAwait(false);
        return (positions[0], (asked + Result.Now) / 2);
    }

    /// <summary>Sets the speed back that the motor had before the flight; gives a sentence when that did not go.</summary>
    private async Task<string> RestoreSpeedAsync(bool isAbort)
    {
        if (_flight is not { SpeedBefore: { } before })
        {
            return "";
        }

        var motor = _source.Motors[0];
        using var limit = new CancellationTokenSource(isAbort ? SpeedGraceAfterAbort : SpeedGrace);
        try
        {
            await MotorSpeed.SetAsync(motor, before, limit.Token).ConfigureAwait(false);
            return "";
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            return FormattableString.Invariant($" The speed of '{motor.Id}' could not be set back to {before:G6} in time.");
        }
    }
}
