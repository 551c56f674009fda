namespace LabSdk;

/// <summary>Keeps points, also on a disk that is full: the run then pauses, and the point is written when it goes on.</summary>
internal sealed partial class ScanEngine
{
    private volatile bool _isOutOfRoom;

    /// <summary>True when the run has paused because the disk is full: nobody but the user can help.</summary>
    public bool IsOutOfRoom => _isOutOfRoom && State == ScanRunState.Paused;

    private ValueTask RecordAsync(CancellationToken cancellationToken)
    {
        _step = ScanStep.Recording;
        try
        {
            Keep(cancellationToken);
            return default;
        }
        catch (JournalException full) when (full.IsDiskFull && !cancellationToken.IsCancellationRequested)
        {
            return new(WaitForRoomAsync(full, cancellationToken));
        }
    }

    private void Keep(CancellationToken cancellationToken)
    {
        if (!Result.Record(_point))
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private async Task WaitForRoomAsync(JournalException full, CancellationToken cancellationToken)
    {
        await PauseElsewhereAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            _isOutOfRoom = true;
            _states.Fire(ScanEvent.Pause);
            if (_states.Fire(ScanEvent.Checkpoint))
            {
                _holdReason = full.Problem;
                Tell(ScanRunState.Paused, $"{full.Problem} The point that was measured is kept and written when the run goes on.");
            }

            while (State is ScanRunState.Paused or ScanRunState.Suspended)
            {
                var changed = _states.Changed;
                if (State is ScanRunState.Paused or ScanRunState.Suspended)
                {
                    await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            _isOutOfRoom = false;
            try
            {
                Keep(cancellationToken);
                break;
            }
            catch (JournalException again) when (again.IsDiskFull && State == ScanRunState.Running)
            {
                full = again;
            }
        }

        // Somebody may have moved the motors by hand meanwhile.
        _motors.Forget();
        if (State == ScanRunState.Running)
        {
            Tell(ScanRunState.Running, "there is room again");
        }
    }
}
