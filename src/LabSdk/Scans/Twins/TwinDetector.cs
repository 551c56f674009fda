using LabSdk.Devices;

namespace LabSdk;

/// <summary>What takes the place of a detector in a dry run: its id and unit, and a signal made of the places of the motors.</summary>
internal sealed class TwinDetector(IReadable original, TwinClock clock, Func<string, IReadOnlyDictionary<string, double>, double> signal, IReadOnlyList<TwinMotor> motors) : IReadable
{
    public string Id { get; } = original.Id;

    public DeviceDescription Description { get; } = original.Description with { IsSimulated = true };

    public string Unit { get; } = original.Unit;

    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var places = motors.ToDictionary(motor => motor.Id, motor => motor.Position, StringComparer.Ordinal);
        return new(new Reading(signal(Id, places), Unit, clock.GetUtcNow()));
    }
}
