namespace LabSdk.Devices;

/// <summary>Gives one number when asked: every detector, and every value that can be scanned.</summary>
public interface IReadable : IDevice
{
    /// <summary>The unit of the readings; empty when unknown.</summary>
    string Unit { get; }

    /// <summary>Reads once. Completes at once where no I/O is needed.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LabException">The device did not answer or refused.</exception>
    ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default);
}
