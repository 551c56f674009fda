namespace LabSdk.Mds;

/// <summary>The device or its link does not have the function that was asked for.</summary>
public sealed class MdsNotSupportedException : NotSupportedByDeviceException, IMdsError
{
    internal MdsNotSupportedException(string message, string? hint = null, Exception? innerException = null)
        : base(MdsErrorIds.NotSupported, message, hint, isTransient: false, innerException)
    {
    }

    /// <inheritdoc/>
    public MdsErrorKind Kind => MdsErrorKind.NotSupported;
}
