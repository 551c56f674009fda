namespace LabSdk.Mds;

/// <summary>What an uploader is doing.</summary>
public enum UploadState
{
    /// <summary>Nothing waits.</summary>
    Idle,

    /// <summary>Sending.</summary>
    Sending,

    /// <summary>Waiting for the next attempt: the service or the network asked for patience.</summary>
    Waiting,

    /// <summary>The service refused the key or the address. Everything is kept until <see cref="ChunkUploader.Resume"/>.</summary>
    Paused,

    /// <summary>Disposed.</summary>
    Closed,
}
