namespace LabSdk.Daq;

/// <summary>Where a client stands with its daemon.</summary>
public enum DaqConnectionState
{
    /// <summary>The last call or check reached the daemon.</summary>
    Connected,

    /// <summary>The daemon was lost and is tried again with growing pauses.</summary>
    Reconnecting,

    /// <summary>The daemon refuses us; it is not tried again by itself.</summary>
    Failed,

    /// <summary>The client was disposed.</summary>
    Closed,
}
