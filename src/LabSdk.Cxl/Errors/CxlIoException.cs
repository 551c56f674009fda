namespace LabSdk.Cxl;

/// <summary>A device cannot be opened or talked to: a call to the kernel failed.</summary>
public sealed class CxlIoException : LabConnectionException, ICxlError
{
    /// <summary>Creates the error. Simulated links throw it, too.</summary>
    /// <param name="errno">The Linux error number, for example 1 for EPERM; 0 when there is none.</param>
    /// <param name="message">What failed, on what, and why.</param>
    /// <param name="hint">What to try; null when nothing useful can be said.</param>
    /// <param name="errorId">The id; null for <see cref="CxlErrorIds.Io"/>.</param>
    /// <param name="innerException">The cause.</param>
    public CxlIoException(int errno, string message, string? hint = null, string? errorId = null, Exception? innerException = null)
        : base(errorId ?? CxlErrorIds.Io, message, hint, LinuxErrno.IsTransient(errno), innerException) => Errno = errno;

    /// <summary>The Linux error number; 0 when there is none.</summary>
    public int Errno { get; }

    /// <summary>Its name, for example <c>EPERM</c>; null when <see cref="Errno"/> is 0.</summary>
    public string? ErrnoName => Errno == 0 ? null : LinuxErrno.NameOf(Errno);

    /// <inheritdoc/>
    public ushort? Opcode { get; init; }

    /// <inheritdoc/>
    public int TunnelLevel { get; init; }
}
