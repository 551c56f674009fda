namespace LabSdk.Simulation.Odp;

/// <summary>The folder of a broker, held by one broker at a time.</summary>
internal static class BrokerFolder
{
    /// <exception cref="LabConfigurationException">It cannot be used, or another broker uses it.</exception>
    public static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "broker.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LabConfigurationException(
                SimulationErrorIds.BrokerFolder,
                $"The folder '{folder}' of a simulated broker cannot be used: {error.Message}",
                "Give each broker a folder of its own that this user can write to.",
                innerException: error);
        }
    }
}
