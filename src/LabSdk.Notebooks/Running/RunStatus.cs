namespace LabSdk.Notebooks;

/// <summary>How the run of a cell or a notebook ended.</summary>
public enum RunStatus
{
    /// <summary>It ran to its end; in a notebook, errors that were allowed are among the outputs.</summary>
    Ok,

    /// <summary>A cell failed.</summary>
    Error,

    /// <summary>A cell took longer than allowed.</summary>
    TimedOut,

    /// <summary>The user stopped it.</summary>
    Interrupted,

    /// <summary>Not run: another language, or a tag says so.</summary>
    Skipped,
}
