namespace LabSdk.Notebooks;

/// <summary>A line of a cell that is no C#, such as <c>#r</c> or <c>#load</c>, cannot be carried out.</summary>
public sealed class NotebookException : LabException
{
    internal NotebookException(string errorId, string message, string? hint = null, Exception? innerException = null, bool isTransient = false)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }
}
