namespace LabSdk.Notebooks;

/// <summary>A session as magic commands see it.</summary>
public interface IScriptSession
{
    /// <summary>Where the cell shows things.</summary>
    ICellOutput Output { get; }

    /// <summary>The variables at this moment, last declaration of each name, in order of declaration.</summary>
    IReadOnlyList<ScriptVariable> Variables { get; }

    /// <summary>Runs more code in the session, as if it stood in the cell.</summary>
    /// <param name="code">C#.</param>
    /// <param name="cancellationToken">The interrupt of the cell.</param>
    Task RunAsync(string code, CancellationToken cancellationToken);

    /// <summary>Forgets all variables and types.</summary>
    void Reset();
}
