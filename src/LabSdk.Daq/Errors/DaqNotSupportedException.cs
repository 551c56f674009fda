namespace LabSdk.Daq;

/// <summary>The daemon or the device does not have the called function.</summary>
public sealed class DaqNotSupportedException : NotSupportedByDeviceException, IDaqError
{
    internal DaqNotSupportedException(string errorId, string message, DaqErrorDetails details, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException) => Details = details;

    /// <inheritdoc/>
    public DaqErrorDetails Details { get; }
}
