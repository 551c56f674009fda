namespace LabSdk.Cxl;

/// <summary>A fabric manager command, or a tunnel over MCTP, while these are off for the endpoint. Nothing was sent.</summary>
public sealed class CxlFmApiDisabledException : LabConfigurationException, ICxlError
{
    internal CxlFmApiDisabledException(string message, string? hint = null)
        : base(CxlErrorIds.FmApiDisabled, message, hint)
    {
    }

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }
}
