namespace LabSdk;

/// <summary>A tape cannot be written or read, or has no answer to what was asked.</summary>
public sealed class TapeException : LabException
{
    internal TapeException(string errorId, string message, string? hint = null, Exception? innerException = null)
        : base(errorId, message, hint, isTransient: false, innerException)
    {
    }

    /// <summary>The tape; empty when there is none.</summary>
    public string Path { get; init; } = "";

    internal static TapeException NotReadable(string path, string why, Exception? error = null) => new(
        TapeErrorIds.NotReadable, $"{path} cannot be read as a tape: {why}.", "Name a .labtape file that was written by this version or an older one.", error)
    {
        Path = path,
    };

    internal static TapeException NotWritten(string path, Exception error) => new(
        TapeErrorIds.NotWritten, $"The tape {path} cannot be written: {error.Message.TrimEnd('.')}.", "Choose another name, or set TapeOptions.Overwrite for a file that may be replaced.", error)
    {
        Path = path,
    };
}
