using LabSdk.Mds;

namespace LabSdk;

public sealed partial class DiagnosticDevice
{
    /// <summary>True while each chunk that arrives is uploaded. Off until <see cref="StartUpload"/>. Does not block.</summary>
    public bool AutoUpload => Client.AutoUpload;

    /// <summary>The uploader of <see cref="StartUpload"/> with its statistics, rejected chunks and dry runs; null while uploads are off.</summary>
    public ChunkUploader? Uploader => Client.Uploader;

    /// <summary>Begins to upload each chunk that arrives from now on, to where the device says, if that host is allowed. Nothing is sent without this.</summary>
    /// <param name="options">How; null for those of <see cref="LabOptions.Mds"/>. With <see cref="UploadOptions.DryRun"/> requests are only shown.</param>
    /// <returns>The uploader, also in <see cref="Uploader"/>.</returns>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used.</exception>
    public ChunkUploader StartUpload(UploadOptions? options = null) => Open.StartUpload(options);

    /// <summary>Waits until every chunk that has arrived is sent, or until the uploads cannot go on by themselves. Blocks.</summary>
    /// <param name="timeout">Longest wait; null for the lab's time limit.</param>
    /// <param name="cancellationToken">Ends the wait, not the uploads.</param>
    /// <returns>True when nothing waits any more; also when uploads are off.</returns>
    /// <exception cref="LabTimeoutException">Chunks still wait; they are kept and sent later.</exception>
    public bool FlushUploads(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => Lab.Calls.Run(
        Call($"Waiting for the uploads of '{Id}'") with { Timeout = timeout, Progress = () => $"{Uploader?.Statistics.Pending ?? 0} chunks wait" },
        token => Open.FlushUploadAsync(token),
        cancellationToken);

    /// <summary>Ends the uploads. Chunks that wait are kept in their file, where there is one. Blocks.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void StopUpload(CancellationToken cancellationToken = default) => Do($"Ending the uploads of '{Id}'", _ => Open.StopUploadAsync(), cancellationToken);

    /// <summary>Uploads one chunk at once, an empty one too. Blocks.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>True when the service took it; <see cref="TryUpload"/> tells why not.</returns>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used.</exception>
    public bool UploadChunk(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) => TryUpload(chunk, cancellationToken).IsSuccess;

    /// <summary>Uploads one chunk at once, an empty one too. Blocks.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended, with status and reason.</returns>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used.</exception>
    public UploadResult TryUpload(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) => Lab.Calls.Run(
        Call($"Uploading a chunk of '{Id}'") with { Timeout = Timeout.InfiniteTimeSpan },
        token => Open.UploadChunkAsync(chunk, token),
        cancellationToken);

    /// <summary>What a request with these chunks would be: address, names of the headers, sizes. Nothing is sent. Does not block.</summary>
    /// <param name="chunks">At least one.</param>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used.</exception>
    public UploadPreview PreviewUpload(params IReadOnlyList<ReadOnlyMemory<byte>> chunks) => Open.PreviewUpload(chunks);
}
