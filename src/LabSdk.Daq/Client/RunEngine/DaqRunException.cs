namespace LabSdk.Daq;

/// <summary>A run of the daemon ended without success. What was measured until then is in <see cref="Result"/>.</summary>
public sealed class DaqRunException : DeviceException
{
    internal DaqRunException(string errorId, string message, DaqRunResult result, string? hint = null, Exception? innerException = null)
        : base(errorId, message, hint, innerException: innerException) => Result = result;

    /// <summary>The run as far as it came.</summary>
    public DaqRunResult Result { get; }
}

/// <summary>A run of the daemon was cancelled and has come to rest. What was measured until then is in <see cref="Result"/>.</summary>
public sealed class DaqRunCanceledException : OperationCanceledException
{
    internal DaqRunCanceledException(DaqRunResult result, CancellationToken token)
        : base($"Run '{result.RunUid}' was cancelled; the daemon has ended it after {result.Events.Count} points.", token) => Result = result;

    /// <summary>The run as far as it came.</summary>
    public DaqRunResult Result { get; }
}
