namespace LabSdk.Devices;

/// <summary>Tells how it is.</summary>
public interface IHealth : IDevice
{
    /// <summary>Reads the health facts. A device that cannot be reached gives a fault fact, not an exception.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken = default);
}
