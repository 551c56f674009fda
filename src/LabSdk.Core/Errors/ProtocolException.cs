namespace LabSdk;

/// <summary>What a peer sent breaks its protocol. Nothing was taken from the broken part.</summary>
public class ProtocolException : LabException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public ProtocolException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }
}
