namespace LabSdk.Notebooks;

/// <summary>Keeps the output of each cell for the notebook.</summary>
internal sealed class NotebookRunOutput : IRunOutput
{
    public ICellOutput Begin(int executionCount) => new CollectedOutput(executionCount);

    public void Fail(ICellOutput output, CellError error) => ((CollectedOutput)output).Fail(error);

    public IReadOnlyList<NotebookOutput> OutputsOf(ICellOutput output) => ((CollectedOutput)output).ToOutputs();
}
