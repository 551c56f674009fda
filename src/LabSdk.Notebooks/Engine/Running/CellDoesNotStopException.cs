namespace LabSdk.Notebooks.Engine;

/// <summary>An interrupted cell has not come back in time; it still runs.</summary>
internal sealed class CellDoesNotStopException(Task ended) : Exception("The cell does not react to the interrupt.")
{
    /// <summary>Ends when it does come back.</summary>
    public Task Ended => ended;
}
