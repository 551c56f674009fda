namespace LabSdk.Mds;

/// <summary>Counters of an uploader since it was made.</summary>
public sealed record UploadStatistics
{
    /// <summary>What it is doing.</summary>
    public UploadState State { get; init; }

    /// <summary>Chunks that the service took.</summary>
    public long ChunksUploaded { get; init; }

    /// <summary>Bytes in them.</summary>
    public long BytesUploaded { get; init; }

    /// <summary>Requests that failed. A failed batch counts one.</summary>
    public long Failures { get; init; }

    /// <summary>The last HTTP status; 0 when there was no response, or no request yet.</summary>
    public int LastStatus { get; init; }

    /// <summary>Why the last request failed; empty when it did not.</summary>
    public string LastReason { get; init; } = "";

    /// <summary>Chunks that wait.</summary>
    public int Pending { get; init; }

    /// <summary>Chunks that the service refused for good.</summary>
    public long Rejected { get; init; }

    /// <summary>Chunks that were not taken because the queue was full.</summary>
    public long Refused { get; init; }

    /// <summary>Chunks that are kept in memory only, because the queue's file could not be written.</summary>
    public long NotInFile { get; init; }

    /// <summary>When the next attempt is made; null when none waits.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
}
