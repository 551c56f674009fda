namespace LabSdk;

/// <summary>The peer answered with a refusal: unknown device, wrong state, value not accepted.</summary>
public class DeviceException : LabException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public DeviceException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }
}
