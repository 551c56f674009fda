using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// Lets the health of a device go its way on the clock, one step a second: temperature wanders about a slow wave, errors come
/// now and then, life is used up. What crosses a threshold goes to the event logs. Equal seeds give equal stories.
/// </summary>
internal sealed class HealthDrift(SimulatedCxlHealth health, AlertConfiguration alerts, Media media, EventLogs events, TimeProvider time, int seed)
{
    // After a long pause the story goes on; it is not told in full.
    private const long MostSteps = 3600;
    private const double WaveSeconds = 60, WaveHeight = 6;
    private const byte TemperatureChange = 3;

    private readonly Random _noise = new(seed);
    private readonly long _started = time.GetTimestamp();
    private readonly double _middle = health.Temperature ?? 41;
    private long _steps;
    private double _wander;
    private byte _status = alerts.Status(health);

    public void Advance()
    {
        var steps = (long)time.GetElapsedTime(_started).TotalSeconds;
        for (_steps = Math.Max(_steps, steps - MostSteps); _steps < steps; _steps++)
        {
            Step();
        }
    }

    private void Step()
    {
        _wander = Math.Clamp(_wander + (_noise.NextDouble() - 0.5), -5, 5);
        if (health.Temperature is not null)
        {
            health.Temperature = (short)Math.Round(_middle + (WaveHeight * Math.Sin(_steps * 2 * Math.PI / WaveSeconds)) + _wander);
        }

        if (_noise.NextDouble() < 0.05)
        {
            health.CorrectedVolatileErrors++;
            var address = (ulong)_noise.NextInt64((long)media.Bytes / Media.LineSize) * Media.LineSize;
            events.Add(EventLogs.Informational, SimulatedCxlEvent.Dram(address, bank: (byte)_noise.Next(16), row: (uint)_noise.Next(1 << 16), column: (ushort)_noise.Next(1 << 10)).Build());
        }

        if (health.LifeUsed is < 100 and var used && _noise.NextDouble() < 1.0 / 3600)
        {
            health.LifeUsed = (byte)(used + 1);
        }

        var status = alerts.Status(health);
        if (status != _status)
        {
            var isWorse = status > _status;
            _status = status;
            events.Add(
                isWorse ? EventLogs.Warning : EventLogs.Informational,
                SimulatedCxlEvent.MemoryModule(TemperatureChange, HealthRecord.Build(health, alerts), isWorse ? CxlEventSeverity.Warning : CxlEventSeverity.Informational).Build());
        }
    }
}
