namespace LabSdk.Devices;

/// <summary>Can be armed and triggered.</summary>
public interface ITriggerable : IDevice
{
    /// <summary>Makes the device ready for a trigger.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask ArmAsync(CancellationToken cancellationToken = default);

    /// <summary>Fires one acquisition.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it was fired, UTC, by the clock of the peer.</returns>
    ValueTask<DateTimeOffset> TriggerAsync(CancellationToken cancellationToken = default);
}
