namespace LabSdk;

/// <summary>What comes from outside the flow of the scan: safe from any thread.</summary>
internal sealed partial class ScanEngine
{
    private readonly HashSet<object> _unmet = [];
    private string? _endReason;

    public Task StateChanged => _states.Changed;

    public bool Pause(bool now, string reason)
    {
        lock (_unmet)
        {
            if (!_states.Fire(ScanEvent.Pause) && !(now && State == ScanRunState.Pausing))
            {
                return false;
            }

            _holdReason = reason;
        }

        if (now)
        {
            CutShort();
        }

        return true;
    }

    public bool Resume()
    {
        lock (_unmet)
        {
            // A suspender that is still met holds it further.
            return _states.Fire(_unmet.Count == 0 ? ScanEvent.Resume : ScanEvent.ResumeUnmet);
        }
    }

    public void Suspend(object who, string reason)
    {
        lock (_unmet)
        {
            _unmet.Add(who);
            if (!_states.Fire(ScanEvent.Suspend))
            {
                return;
            }

            _holdReason = reason;
        }

        CutShort();
    }

    public void Clear(object who)
    {
        lock (_unmet)
        {
            if (_unmet.Remove(who) && _unmet.Count == 0)
            {
                _states.Fire(ScanEvent.Clear);
            }
        }
    }

    public bool Stop(string reason)
    {
        _endReason ??= reason;
        return _states.Fire(ScanEvent.Stop);
    }

    public bool Abort(string reason)
    {
        _endReason ??= reason;
        if (!_states.Fire(ScanEvent.Abort))
        {
            return false;
        }

        Result.RequestStop();
        return true;
    }

    public bool Halt(string reason)
    {
        _endReason ??= reason;
        if (!_states.Fire(ScanEvent.Halt))
        {
            return false;
        }

        _motors.RequestStop();
        Result.RequestStop();
        Abandon(null, Result.StopRequested);
        return true;
    }

    private void CutShort()
    {
        // Before the first point nothing is under way: what is prepared goes on, and the run holds before that point.
        if (_canBeCut)
        {
            Volatile.Read(ref _segment).Cut();
        }
    }
}
