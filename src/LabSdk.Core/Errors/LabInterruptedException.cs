namespace LabSdk;

/// <summary>
/// The user stopped a blocking call: Ctrl+C, a notebook interrupt, <c>Lab.Interrupt()</c> or a cancelled token.
/// A moving device was asked to stop before this was thrown.
/// </summary>
public class LabInterruptedException : OperationCanceledException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was interrupted and what was done about it.</param>
    /// <param name="innerException">The error that ended the operation, if any.</param>
    /// <param name="token">The token that was cancelled.</param>
    public LabInterruptedException(string message, Exception? innerException = null, CancellationToken token = default)
        : base(message, innerException, token)
    {
    }
}
