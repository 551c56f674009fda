namespace LabSdk.Notebooks;

/// <summary>Where the output of the cells of a run goes.</summary>
internal interface IRunOutput
{
    /// <summary>The output of the next cell.</summary>
    /// <param name="executionCount">Its number.</param>
    ICellOutput Begin(int executionCount);

    /// <summary>Takes the error that ended a cell, after everything that the cell wrote.</summary>
    void Fail(ICellOutput output, CellError error);

    /// <summary>What a cell has put out until now, as Jupyter stores it.</summary>
    IReadOnlyList<NotebookOutput> OutputsOf(ICellOutput output);
}
