namespace LabSdk;

/// <summary>What a lap counts as.</summary>
public enum LapKind
{
    /// <summary>A lap between two triggers of the main line. Only these can be the fastest.</summary>
    Timed,

    /// <summary>The first lap of a session, or the one that leaves the pit lane.</summary>
    Out,

    /// <summary>The lap that ended in the pit lane.</summary>
    In,
}
