namespace LabSdk;

/// <summary>There is no peak where one was looked for. The data is kept.</summary>
public sealed class PeakException : LabException
{
    internal PeakException(string message, string hint)
        : base(ScanErrorIds.NoPeak, message, hint)
    {
    }
}
