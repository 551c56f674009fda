namespace LabSdk.Cxl;

/// <summary>A component did not answer, or a background operation did not end, in time.</summary>
public sealed class CxlTimeoutException : LabTimeoutException, ICxlError
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What failed, on what, and why.</param>
    /// <param name="hint">What to try; null when nothing useful can be said.</param>
    /// <param name="innerException">The cause.</param>
    public CxlTimeoutException(string message, string? hint = null, Exception? innerException = null)
        : base(CxlErrorIds.Timeout, message, hint, isTransient: true, innerException)
    {
    }

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }

    /// <summary>Messages that came while waiting and belong to other requests.</summary>
    public int DroppedMessages { get; init; }
}
