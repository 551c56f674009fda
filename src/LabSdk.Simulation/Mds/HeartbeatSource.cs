namespace LabSdk.Simulation.Mds;

/// <summary>The heartbeats that a device makes by itself: battery, temperature, uptime, resets, radio. Equal seeds give equal values.</summary>
internal sealed class HeartbeatSource(MdsMessages messages, SimulatedMdsOptions options)
{
    private readonly Random _noise = new(options.Seed);
    private readonly long _started = options.Time.GetTimestamp();
    private long _count;

    /// <summary>Names of the metrics in the order of the message.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["battery_mv", "temperature_c", "uptime_s", "free_heap_bytes", "radio_rssi_dbm", "crash_count"];

    /// <summary>The next heartbeat when its time has come; null otherwise. A pause makes none up.</summary>
    public byte[]? Due()
    {
        if (options.HeartbeatInterval <= TimeSpan.Zero || options.Time.GetElapsedTime(_started) < options.HeartbeatInterval * (_count + 1))
        {
            return null;
        }

        var uptime = options.Time.GetElapsedTime(_started);
        _count = (long)(uptime / options.HeartbeatInterval);
        object?[] values =
        [
            (long)(4100 - (uptime.TotalSeconds * 0.5) + (_noise.NextDouble() * 6)),
            Math.Round(31 + (6 * Math.Sin(uptime.TotalSeconds / 20)) + _noise.NextDouble(), 2),
            (long)uptime.TotalSeconds,
            (long)(42_000 - _noise.Next(0, 4_000)),
            (long)(-60 - _noise.Next(0, 20)),
            0L,
        ];
        return messages.Heartbeat(values, options.Time.GetUtcNow().ToUnixTimeSeconds());
    }
}
