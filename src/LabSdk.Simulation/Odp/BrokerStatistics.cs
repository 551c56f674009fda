namespace LabSdk.Simulation;

/// <summary>What a simulated broker has counted since it was made.</summary>
public sealed record BrokerStatistics
{
    /// <summary>Requests that were carried out.</summary>
    public long Requests { get; init; }

    /// <summary>Connections that are open.</summary>
    public int Connections { get; init; }

    /// <summary>Records that were stored.</summary>
    public long StoredRecords { get; init; }

    /// <summary>Bytes of batches that were stored.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Bytes of batches that are kept.</summary>
    public long KeptBytes { get; init; }

    /// <summary>Records that were dropped because the space was needed.</summary>
    public long DroppedRecords { get; init; }

    /// <summary>Bytes of batches that were dropped because the space was needed.</summary>
    public long DroppedBytes { get; init; }

    /// <summary>Bytes at the ends of files that were no whole batch when the folder was opened, and were cut off.</summary>
    public long CutBytes { get; init; }

    /// <summary>Bytes that connections hold for requests.</summary>
    public long BufferedBytes { get; init; }

    /// <summary>Connections that were refused or closed because of what the client did.</summary>
    public long Problems { get; init; }

    /// <summary>The last of them in words, or null.</summary>
    public string? LastProblem { get; init; }
}
