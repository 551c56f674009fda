namespace LabSdk.Data;

/// <summary>A file or text breaks its format (CSV, JSON lines, NPY, NPZ). Nothing was taken from it.</summary>
public sealed class DataFormatException : DataFrameException
{
    /// <inheritdoc cref="LabException(string, string, string?, bool, Exception?)"/>
    public DataFormatException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }

    /// <summary>The line of the text, from 1, or null when it is not a text or not known.</summary>
    public long? Line { get; init; }
}
