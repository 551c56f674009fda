namespace LabSdk;

/// <summary>What a device was doing at one moment. A part that the device does not have, or could not read, is null.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Timestamp">When, UTC, by the clock of the peer where it tells, else by ours.</param>
/// <param name="IsOnline">False when the peer could not reach it.</param>
public sealed record DeviceState(string DeviceId, DateTimeOffset Timestamp, bool IsOnline)
{
    /// <summary>Position, in the device's unit; NaN when the read failed.</summary>
    public double? Position { get; init; }

    /// <summary>A fresh reading, in the device's unit.</summary>
    public double? Reading { get; init; }

    /// <summary>Ready for a trigger.</summary>
    public bool? IsArmed { get; init; }

    /// <summary>Frames are being taken.</summary>
    public bool? IsStreaming { get; init; }

    /// <summary>Exposure.</summary>
    public TimeSpan? Exposure { get; init; }

    /// <summary>Counts the updates of one device in one stream; 0 for a single read.</summary>
    public ulong Version { get; init; }

    /// <summary>True when it is the state at the start of a stream, not a change.</summary>
    public bool IsSnapshot { get; init; }

    /// <summary>True on the first state after the stream was taken up again.</summary>
    public bool IsAfterReconnect { get; init; }

    /// <summary>Every field as the peer sent it; empty for a single read.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}
