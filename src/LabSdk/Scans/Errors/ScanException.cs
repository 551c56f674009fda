namespace LabSdk;

/// <summary>A scan failed. Every finished point is in <see cref="Result"/>, and in <see cref="ScanResult.Last"/>.</summary>
public sealed class ScanException : LabException
{
    internal ScanException(ScanResult result, string message, string? hint, bool isTransient, Exception innerException)
        : base(ScanErrorIds.Failed, message, hint, isTransient, innerException) => Result = result;

    /// <summary>The run, with the data of every finished point.</summary>
    public ScanResult Result { get; }
}
