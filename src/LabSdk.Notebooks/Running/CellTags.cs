namespace LabSdk.Notebooks;

/// <summary>Tags of cells that mean something to runners and exporters, as the Jupyter tools know them.</summary>
internal static class CellTags
{
    /// <summary>An error in this cell is expected; the run goes on.</summary>
    public const string RaisesException = "raises-exception";

    /// <summary>This cell is not run.</summary>
    public const string SkipExecution = "skip-execution";

    /// <summary>The variables of this cell are the parameters of the notebook.</summary>
    public const string Parameters = "parameters";

    /// <summary>An export leaves out the code of this cell.</summary>
    public const string RemoveInput = "remove-input";

    /// <summary>An export leaves out the outputs of this cell.</summary>
    public const string RemoveOutput = "remove-output";

    /// <summary>An export leaves out this cell.</summary>
    public const string RemoveCell = "remove-cell";
}
