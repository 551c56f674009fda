namespace LabSdk.Simulation.Daq;

/// <summary>One execution of a script: running until its time is over, unless it is stopped.</summary>
internal sealed class ScriptExecution(string id, string scriptId, TimeProvider time, TimeSpan duration)
{
    private readonly Lock _gate = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private DateTimeOffset? _stopped;

    public string Id => id;

    public string ScriptId => scriptId;

    /// <summary><c>RUNNING</c>, <c>COMPLETED</c> or <c>STOPPED</c>.</summary>
    public string State
    {
        get
        {
            lock (_gate)
            {
                return _stopped is not null ? "STOPPED" : time.GetUtcNow() - _started < duration ? "RUNNING" : "COMPLETED";
            }
        }
    }

    public ulong StartedNs => UnixTime.Nanoseconds(_started);

    /// <summary>Zero while it runs.</summary>
    public ulong EndedNs
    {
        get
        {
            lock (_gate)
            {
                return State == "RUNNING" ? 0 : UnixTime.Nanoseconds(_stopped ?? (_started + duration));
            }
        }
    }

    /// <summary>Stops it; false when it does not run.</summary>
    public bool Stop()
    {
        lock (_gate)
        {
            if (State != "RUNNING")
            {
                return false;
            }

            _stopped = time.GetUtcNow();
            return true;
        }
    }
}
