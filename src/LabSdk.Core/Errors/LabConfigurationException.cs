namespace LabSdk;

/// <summary>An option, address or parameter given by the user is not usable; all faults are listed at once.</summary>
public class LabConfigurationException : LabException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public LabConfigurationException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }
}
