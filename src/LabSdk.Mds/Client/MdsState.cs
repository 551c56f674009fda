namespace LabSdk.Mds;

/// <summary>Where a client stands.</summary>
public enum MdsState
{
    /// <summary>Nothing was read yet.</summary>
    Created,

    /// <summary>The config is there, streaming is off.</summary>
    Ready,

    /// <summary>Streaming is on.</summary>
    Streaming,

    /// <summary>The device is gone. With <see cref="MdsOptions.Reconnect"/> the client looks for it.</summary>
    Lost,

    /// <summary>Disposed.</summary>
    Closed,
}
