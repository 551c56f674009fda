namespace LabSdk.Daq;

/// <summary>A reading of a stream.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Reading">Value, unit and time.</param>
public sealed record DaqValue(string DeviceId, Reading Reading)
{
    /// <summary>True on the first reading after the stream was taken up again.</summary>
    public bool IsAfterReconnect { get; init; }
}

/// <summary>A value of an observable, sent when it moved by more than the dead band.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Name">The observable.</param>
/// <param name="Reading">Value, unit and time.</param>
public sealed record DaqObservable(string DeviceId, string Name, Reading Reading)
{
    /// <summary>True on the first value after the stream was taken up again.</summary>
    public bool IsAfterReconnect { get; init; }
}
