namespace LabSdk.Cxl;

/// <summary>A component answered a command with a failing return code.</summary>
public sealed class CxlDeviceException : DeviceException, ICxlError
{
    /// <summary>Creates the error.</summary>
    /// <param name="returnCode">The code.</param>
    /// <param name="message">What failed, on what, and why.</param>
    /// <param name="hint">What to try; null when nothing useful can be said.</param>
    public CxlDeviceException(CxlReturnCode returnCode, string message, string? hint = null)
        : base(CxlErrorIds.Device, message, hint, returnCode is CxlReturnCode.RetryRequired or CxlReturnCode.Busy or CxlReturnCode.Interrupted) =>
        ReturnCode = returnCode;

    /// <summary>The code. Values that the table does not have come from newer revisions or vendors.</summary>
    public CxlReturnCode ReturnCode { get; }

    /// <summary>Vendor specific extended status; null where the link does not carry it (mailbox).</summary>
    public ushort? VendorStatus { get; init; }

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }

    /// <summary>True when the command did not reach its target: a component on the way through the tunnel refused it.</summary>
    public bool IsTunnelRefused { get; init; }

    /// <summary>What came with the refusal, as received; without defined meaning.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
