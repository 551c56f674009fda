namespace LabSdk.Data;

/// <summary>A data frame cannot do what was asked: unknown column, wrong kind, lengths that do not fit.</summary>
public class DataFrameException : LabException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public DataFrameException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }

    /// <summary>The column the error is about, or null.</summary>
    public string? Column { get; init; }
}
