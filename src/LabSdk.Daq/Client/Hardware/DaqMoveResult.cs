namespace LabSdk.Daq;

/// <summary>The answer to a move.</summary>
/// <param name="Position">The position read back, in the device's unit.</param>
/// <param name="IsSettled">True when the daemon waited until the device had settled; null when it was not asked to wait.</param>
public readonly record struct DaqMoveResult(double Position, bool? IsSettled);
