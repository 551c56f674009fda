namespace LabSdk.Daq;

/// <summary>The daemon cannot be reached, refused the token, or the connection to it was lost.</summary>
public sealed class DaqConnectionException : LabConnectionException, IDaqError
{
    internal DaqConnectionException(string errorId, string message, DaqErrorDetails details, string? hint = null, bool isTransient = true, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException) => Details = details;

    /// <inheritdoc/>
    public DaqErrorDetails Details { get; }
}
