namespace LabSdk.Mds;

/// <summary>Where a chunk stands in its message.</summary>
public enum ChunkKind
{
    /// <summary>Not a chunk of the known format.</summary>
    Unknown,

    /// <summary>The whole message.</summary>
    Single,

    /// <summary>The first of several.</summary>
    First,

    /// <summary>One in the middle.</summary>
    Middle,

    /// <summary>The last of several, with the checksum.</summary>
    Last,
}
