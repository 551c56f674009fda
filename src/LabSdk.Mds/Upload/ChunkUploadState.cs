namespace LabSdk.Mds;

/// <summary>What became of a chunk that was to be uploaded.</summary>
public enum ChunkUploadState
{
    /// <summary>It was not given to the uploads: they were off, it is empty, or it was too long ago to be known.</summary>
    None,

    /// <summary>It waits, or is being sent.</summary>
    Queued,

    /// <summary>The service took it; in a dry run: it would have been sent.</summary>
    Sent,

    /// <summary>The service refused it for good.</summary>
    Rejected,

    /// <summary>The queue was full: it was not taken.</summary>
    Refused,
}
