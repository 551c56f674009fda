namespace LabSdk;

/// <summary>Runs cannot be listed, found, judged or deleted. No journal was changed.</summary>
public sealed class RunCatalogException : LabException
{
    internal RunCatalogException(string errorId, string message, string? hint = null, bool isTransient = false, Exception? innerException = null)
        : base(errorId, message, hint, isTransient, innerException)
    {
    }

    /// <summary>The folder of the runs.</summary>
    public string Folder { get; init; } = "";
}
