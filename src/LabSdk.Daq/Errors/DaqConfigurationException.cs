namespace LabSdk.Daq;

/// <summary>The daemon did not accept a value; <see cref="DaqErrorDetails.ParameterName"/> names it where it is known.</summary>
public sealed class DaqConfigurationException : LabConfigurationException, IDaqError
{
    internal DaqConfigurationException(string errorId, string message, DaqErrorDetails details, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException) => Details = details;

    /// <inheritdoc/>
    public DaqErrorDetails Details { get; }
}
