namespace LabSdk.Daq;

/// <summary>A call to the daemon did not end in its time: its deadline passed, or the daemon gave up by its own limit.</summary>
public sealed class DaqTimeoutException : LabTimeoutException, IDaqError
{
    internal DaqTimeoutException(string errorId, string message, DaqErrorDetails details, string? hint = null, bool isTransient = true, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException) => Details = details;

    /// <inheritdoc/>
    public DaqErrorDetails Details { get; }
}
