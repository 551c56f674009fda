namespace LabSdk.Daq;

/// <summary>What the daemon sent breaks its protocol.</summary>
public sealed class DaqProtocolException : ProtocolException, IDaqError
{
    internal DaqProtocolException(string errorId, string message, DaqErrorDetails details, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException) => Details = details;

    /// <inheritdoc/>
    public DaqErrorDetails Details { get; }
}
