namespace LabSdk.Daq;

/// <summary>The load of the daemon's computer.</summary>
/// <param name="State">RUNNING when the processor is above 1 %, else IDLE; says nothing about scripts or runs.</param>
/// <param name="UsedMemoryBytes">Memory in use. The wire calls its figure MB; it is KiB, which is put right here.</param>
/// <param name="Timestamp">When, UTC, by the daemon's clock.</param>
/// <param name="LiveValues">Empty with all daemons known.</param>
public sealed record DaqSystemStatus(string State, double UsedMemoryBytes, DateTimeOffset Timestamp, IReadOnlyDictionary<string, double> LiveValues)
{
    /// <summary>True on the first item after the stream was taken up again.</summary>
    public bool IsAfterReconnect { get; init; }
}

/// <summary>A value of the daemon's measurement bus.</summary>
/// <param name="Channel">The channel; for a camera its id, with width x height as the value.</param>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">When, UTC, by the daemon's clock.</param>
public sealed record DaqMeasurement(string Channel, double Value, DateTimeOffset Timestamp)
{
    /// <summary>True on the first item after the stream was taken up again.</summary>
    public bool IsAfterReconnect { get; init; }
}
