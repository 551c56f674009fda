namespace LabSdk.Daq;

/// <summary>A position of a stream.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Position">Where it is, in its unit; NaN when it could not be read.</param>
/// <param name="Timestamp">When, UTC, by the daemon's clock.</param>
/// <param name="IsMoving">True when it moved by more than 0.0001 since the position before.</param>
public sealed record DaqPosition(string DeviceId, double Position, DateTimeOffset Timestamp, bool IsMoving)
{
    /// <summary>True on the first position after the stream was taken up again.</summary>
    public bool IsAfterReconnect { get; init; }
}
