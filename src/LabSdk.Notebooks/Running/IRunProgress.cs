namespace LabSdk.Notebooks;

/// <summary>Follows a run. Called in order, never at the same time.</summary>
public interface IRunProgress
{
    /// <summary>A cell begins.</summary>
    /// <param name="number">Place among all cells, from 1.</param>
    /// <param name="count">How many cells there are.</param>
    /// <param name="title">The first line that says something.</param>
    void Started(int number, int count, string title);

    /// <summary>A cell has ended or was skipped.</summary>
    /// <param name="cell">What happened.</param>
    /// <param name="count">How many cells there are.</param>
    /// <param name="document">Makes the notebook as it is now, with the outputs so far.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    ValueTask EndedAsync(CellRun cell, int count, Func<NotebookDocument> document, CancellationToken cancellationToken);
}
