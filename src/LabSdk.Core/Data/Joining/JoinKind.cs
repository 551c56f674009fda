namespace LabSdk.Data;

/// <summary>Which rows a join keeps when the other side has no match.</summary>
public enum JoinKind
{
    /// <summary>Only rows with a match on both sides, in the order of the left frame.</summary>
    Inner,

    /// <summary>All rows of the left frame, in its order.</summary>
    Left,

    /// <summary>All rows of the right frame, in its order.</summary>
    Right,

    /// <summary>All rows of both: those of the left frame in its order, then the unmatched ones of the right.</summary>
    FullOuter,
}
