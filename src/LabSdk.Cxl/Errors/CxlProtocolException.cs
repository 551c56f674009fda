namespace LabSdk.Cxl;

/// <summary>An answer breaks the protocol: too short, a length that is not true, the answer to another command inside a tunnel.</summary>
public sealed class CxlProtocolException : ProtocolException, ICxlError
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong, and in what.</param>
    /// <param name="hint">What to try; null when nothing useful can be said.</param>
    /// <param name="innerException">The cause.</param>
    public CxlProtocolException(string message, string? hint = null, Exception? innerException = null)
        : base(CxlErrorIds.Protocol, message, hint, isTransient: false, innerException)
    {
    }

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }
}
