using LabSdk.Options;

namespace LabSdk.Devices;

/// <summary>How a move is made.</summary>
public sealed record MoveOptions
{
    /// <summary>The time after which the move fails. Default null: the device's own rule.</summary>
    [DurationRange(0.001, 86400, AllowInfinite = true)]
    public TimeSpan? Timeout { get; init; }

    /// <summary>Sends targets outside the limits too. Default false.</summary>
    public bool AllowBeyondLimits { get; init; }
}
