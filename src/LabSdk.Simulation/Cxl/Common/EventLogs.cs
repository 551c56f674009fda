namespace LabSdk.Simulation.Cxl;

/// <summary>The event logs of a component: informational, warning, failure, fatal, and dynamic capacity.</summary>
internal sealed class EventLogs(DeviceClock clock, int capacity, int dynamicCapacity)
{
    public const byte Informational = 0, Warning = 1, Failure = 2, Fatal = 3, DynamicCapacity = 4;

    private readonly EventLog[] _logs =
        [new(capacity, clock), new(capacity, clock), new(capacity, clock), new(capacity, clock), new(dynamicCapacity, clock)];

    /// <summary>Raised under the component's lock with the number of the log that got a record.</summary>
    public event Action<byte>? Added;

    /// <summary>The log; null for a number that is none.</summary>
    public EventLog? Find(int log) => log >= 0 && log < _logs.Length && _logs[log].Capacity > 0 ? _logs[log] : null;

    public void Add(byte log, byte[] record)
    {
        if (Find(log) is { } found)
        {
            found.Add(record);
            Added?.Invoke(log);
        }
    }

    public void Clear() => Array.ForEach(_logs, log => log.Clear());
}
