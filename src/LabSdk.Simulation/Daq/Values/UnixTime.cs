namespace LabSdk.Simulation.Daq;

/// <summary>Times as the daemon sends them: nanoseconds since the Unix epoch, UTC.</summary>
internal static class UnixTime
{
    public static ulong Nanoseconds(this TimeProvider time) => Nanoseconds(time.GetUtcNow());

    public static ulong Nanoseconds(DateTimeOffset instant) => (ulong)(instant - DateTimeOffset.UnixEpoch).Ticks * 100;

    public static ulong Nanoseconds(this TimeSpan span) => (ulong)Math.Max(0, span.Ticks) * 100;
}
