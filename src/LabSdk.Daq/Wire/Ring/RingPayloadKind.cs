namespace LabSdk.Daq;

/// <summary>What a ring buffer record holds. Records carry no tag; the kind is told from the bytes.</summary>
public enum RingPayloadKind
{
    /// <summary>None of the known kinds: take the bytes as they are.</summary>
    Unknown,

    /// <summary>A point of a scan of the daemon's scan service.</summary>
    ScanProgress,

    /// <summary>A camera image.</summary>
    Image,

    /// <summary>An Arrow IPC file.</summary>
    Arrow,
}
