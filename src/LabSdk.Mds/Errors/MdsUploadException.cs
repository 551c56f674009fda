namespace LabSdk.Mds;

/// <summary>The chunk service did not accept data.</summary>
public sealed class MdsUploadException : DeviceException, IMdsError
{
    internal MdsUploadException(string message, int status, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(MdsErrorIds.UploadFailed, message, hint, isTransient, innerException) => Status = status;

    /// <inheritdoc/>
    public MdsErrorKind Kind => MdsErrorKind.Upload;

    /// <summary>The HTTP status; 0 when there was no response.</summary>
    public int Status { get; }
}
