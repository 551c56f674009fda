namespace LabSdk;

/// <summary>
/// The user stopped a scan. The motors were told to stop before this was thrown; every finished point is in <see cref="Result"/>, and
/// in <see cref="ScanResult.Last"/>.
/// </summary>
public sealed class ScanInterruptedException : LabInterruptedException
{
    internal ScanInterruptedException(ScanResult result, string message, Exception? innerException, CancellationToken token)
        : base(message, innerException, token)
    {
        Result = result;
        HelpLink = $"docs/errors/{ScanErrorIds.Interrupted}.md";
    }

    /// <summary>The run, with the data of every finished point.</summary>
    public ScanResult Result { get; }
}
