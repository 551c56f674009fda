namespace LabSdk.Simulation.Cxl;

/// <summary>The time of day of a component: unknown until a host sets it, then it runs with the simulated clock.</summary>
internal sealed class DeviceClock(TimeProvider time)
{
    private const int NanosecondsPerTick = 100;

    private (ulong Value, long At)? _set;

    /// <summary>Nanoseconds since 1970; 0 while nobody has set it.</summary>
    public ulong Now => _set is { } set ? unchecked(set.Value + ((ulong)time.GetElapsedTime(set.At).Ticks * NanosecondsPerTick)) : 0;

    public void Set(ulong nanoseconds) => _set = (nanoseconds, time.GetTimestamp());

    public void Clear() => _set = null;
}
