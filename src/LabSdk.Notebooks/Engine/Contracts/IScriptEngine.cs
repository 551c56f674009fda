namespace LabSdk.Notebooks;

/// <summary>
/// Runs C# cells one after the other, each seeing what the earlier ones declared, and knows the language: completion,
/// inspection, completeness. One session.
/// </summary>
/// <remarks>
/// <see cref="ExecuteAsync"/> runs one cell at a time and must not be called again before it has ended; every other member
/// can be called from any thread at any time, also while a cell runs.
/// </remarks>
public interface IScriptEngine : IAsyncDisposable
{
    /// <summary>Runs a cell to its end. Never throws because of the cell: errors are in the result.</summary>
    /// <param name="cell">The code and where its output goes.</param>
    /// <param name="cancellationToken">Interrupts the cell as <see cref="Interrupt"/> does.</param>
    Task<CellResult> ExecuteAsync(CellRequest cell, CancellationToken cancellationToken = default);

    /// <summary>
    /// Interrupts the running cell: blocking calls of the SDK stop their device and throw, then loops, sleeps and waits
    /// end with an exception. A second call ends by force what computes inside a library; that can end the process, too.
    /// Returns at once. Does nothing when no cell runs.
    /// </summary>
    void Interrupt();

    /// <summary>Forgets all variables and types; loaded assemblies stay.</summary>
    void Reset();

    /// <summary>What could be written at a position.</summary>
    /// <param name="code">The cell as it stands.</param>
    /// <param name="position">Where the cursor is, in UTF-16 units.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default);

    /// <summary>Explains what stands at a position: declaration, documentation, and the value of a variable; null when nothing is known.</summary>
    /// <param name="code">The cell as it stands.</param>
    /// <param name="position">Where the cursor is, in UTF-16 units.</param>
    /// <param name="isDetailed">True for the long form.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<Display.MimeBundle?> InspectAsync(string code, int position, bool isDetailed, CancellationToken cancellationToken = default);

    /// <summary>Tells whether a cell could be run as it stands or goes on.</summary>
    /// <param name="code">The cell as it stands.</param>
    CodeCompleteness CheckCompleteness(string code);
}
