namespace LabSdk.Notebooks;

/// <summary>A command line of a cell that begins with <c>#!</c>.</summary>
public interface IMagicCommand
{
    /// <summary>The name with its marker, for example <c>#!whos</c>.</summary>
    string Name { get; }

    /// <summary>One line of help.</summary>
    string Help { get; }

    /// <summary>Runs it, at its place among the statements of the cell.</summary>
    /// <param name="arguments">The rest of the line.</param>
    /// <param name="session">The session it runs in.</param>
    /// <param name="cancellationToken">The interrupt of the cell.</param>
    Task ExecuteAsync(string arguments, IScriptSession session, CancellationToken cancellationToken);
}
