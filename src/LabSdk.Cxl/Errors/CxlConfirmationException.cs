namespace LabSdk.Cxl;

/// <summary>
/// A command that destroys data, cuts hosts off or touches security was not confirmed or is not permitted. Nothing was sent.
/// </summary>
public sealed class CxlConfirmationException : LabConfigurationException, ICxlError
{
    internal CxlConfirmationException(string errorId, CxlDanger danger, string message, string? hint = null)
        : base(errorId, message, hint) => Danger = danger;

    /// <summary>The class of danger that was refused.</summary>
    public CxlDanger Danger { get; }

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }
}
