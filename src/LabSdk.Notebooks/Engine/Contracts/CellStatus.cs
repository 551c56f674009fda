namespace LabSdk.Notebooks;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Ok,

    /// <summary>It did not compile, or it threw.</summary>
    Error,

    /// <summary>The user stopped it.</summary>
    Interrupted,
}
