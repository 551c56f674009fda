namespace LabSdk;

/// <summary>An operation did not finish in its time. It carries what was known when it ended.</summary>
public class LabTimeoutException : LabException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public LabTimeoutException(string errorId, string message, string? hint = null, bool isTransient = true, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }

    /// <summary>The time that was allowed, or null when the peer gave up by its own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How far the operation had come, for example <c>12.5 of 50 mm</c>, or null.</summary>
    public string? LastProgress { get; init; }
}
