namespace LabSdk.Notebooks.Engine;

/// <summary>Code of a cell did not compile.</summary>
internal sealed class CompilationFailedException(CellError error) : Exception(error.Message)
{
    /// <summary>What the cell reports.</summary>
    public CellError Error => error;
}
