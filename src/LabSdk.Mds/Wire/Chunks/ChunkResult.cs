namespace LabSdk.Mds;

/// <summary>What a chunk did to the message in progress.</summary>
public enum ChunkResult
{
    /// <summary>Not a chunk of the known format, or one that lies about its length; ignored, the message goes on.</summary>
    Invalid,

    /// <summary>A whole message.</summary>
    Single,

    /// <summary>A whole message, while another one was in progress, which is given up.</summary>
    AbandonedThenSingle,

    /// <summary>A new message begins.</summary>
    Start,

    /// <summary>A new message begins while another one was in progress, which is given up.</summary>
    AbandonedThenStart,

    /// <summary>The next part.</summary>
    Part,

    /// <summary>A part that is there already; ignored.</summary>
    Duplicate,

    /// <summary>Parts are missing: the message is given up.</summary>
    Gap,

    /// <summary>A part of a message whose beginning was not seen; ignored.</summary>
    Orphan,

    /// <summary>The last part: the message is complete.</summary>
    Complete,
}
