namespace LabSdk;

/// <summary>A peer could not be reached, refused us, or the connection was lost.</summary>
public class LabConnectionException : LabException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public LabConnectionException(string errorId, string message, string? hint = null, bool isTransient = true, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }
}
