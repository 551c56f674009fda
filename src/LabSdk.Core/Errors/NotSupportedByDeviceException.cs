namespace LabSdk;

/// <summary>The device or peer does not have the asked capability.</summary>
public class NotSupportedByDeviceException : DeviceException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public NotSupportedByDeviceException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }
}
