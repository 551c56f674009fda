namespace LabSdk.Daq;

/// <summary>The daemon or one of its devices refused or failed a call.</summary>
public sealed class DaqDeviceException : DeviceException, IDaqError
{
    internal DaqDeviceException(string errorId, string message, DaqErrorDetails details, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException) => Details = details;

    /// <inheritdoc/>
    public DaqErrorDetails Details { get; }
}
