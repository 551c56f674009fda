using LabSdk.Mds.Client;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    // Not the lock of the packets: opening a queue's file must delay no read.
    private readonly Lock _uploadGate = new();
    private ChunkUploader? _uploader;
    private ChunkUploader? _direct;
    private Subscription? _uploads;
    private Task _uploading = Task.CompletedTask;

    /// <summary>True while each chunk that arrives is uploaded. Off until <see cref="StartUpload"/>: the address comes from the device.</summary>
    public bool AutoUpload => _uploader is not null;

    /// <summary>The uploader of <see cref="StartUpload"/>; null while uploads are off.</summary>
    public ChunkUploader? Uploader => _uploader;

    /// <summary>Begins to upload each chunk that arrives from now on, and what a file of an earlier time still holds. Nothing is sent without this.</summary>
    /// <param name="options">How; null for <see cref="MdsOptions.Upload"/>.</param>
    /// <returns>The uploader, also in <see cref="Uploader"/>; the one that runs already, if one does.</returns>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used, or the queue's file is in use.</exception>
    /// <exception cref="InvalidOperationException">The config was not read yet.</exception>
    public ChunkUploader StartUpload(UploadOptions? options = null)
    {
        ObjectDisposedException.ThrowIf(_state == MdsState.Closed, this);
        lock (_uploadGate)
        {
            if (_uploader is { } running)
            {
                return running;
            }

            options ??= _options.Upload;
            var uploader = new ChunkUploader(LoadedConfig(), options, _options.TimeProvider);
            var subscription = _hub.Open();
            (_uploader, _uploads) = (uploader, subscription);
            _uploading = Task.Run(() => PumpAsync(subscription, uploader, options.SkipDuplicates));
            return uploader;
        }
    }

    /// <summary>Ends the uploads. Chunks that wait are kept in their file, where there is one; otherwise a warning tells their number.</summary>
    public async Task StopUploadAsync()
    {
        (ChunkUploader? uploader, ChunkUploader? direct, Subscription? subscription) = (null, null, null);
        lock (_uploadGate)
        {
            (uploader, direct, subscription) = (_uploader, _direct, _uploads);
            (_uploader, _direct, _uploads) = (null, null, null);
        }

        if (subscription is not null)
        {
            _hub.Close(subscription);
            await _uploading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (uploader is not null)
        {
            await uploader.DisposeAsync().ConfigureAwait(false);
            var left = uploader.Statistics.Pending;
            if (left > 0 && (_options.Upload.QueueFolder is null || uploader.Statistics.NotInFile > 0))
            {
                Warn(MdsWarningKind.Upload, $"{left} chunks were not uploaded. Wait for ChunkUploader.FlushAsync, or set UploadOptions.QueueFolder to keep them.");
            }
        }

        if (direct is not null)
        {
            await direct.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Uploads one chunk at once, an empty one too.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended; network errors and refusals of the service are told here, not thrown.</returns>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The config was not read yet.</exception>
    public Task<UploadResult> UploadChunkAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_state == MdsState.Closed, this);
        ChunkUploader uploader;
        lock (_uploadGate)
        {
            // Without a file: it would begin to send what an earlier time left there.
            var options = _options.Upload.Copy();
            options.QueueFolder = null;
            uploader = _uploader ?? (_direct ??= new ChunkUploader(LoadedConfig(), options, _options.TimeProvider));
        }

        return uploader.UploadAsync(chunk, cancellationToken);
    }

    private DeviceConfig LoadedConfig() => _config ?? throw new InvalidOperationException("Device config not loaded. Call InitializeAsync first, or set MdsOptions.Config.");

    private async Task PumpAsync(Subscription subscription, ChunkUploader uploader, bool skipsDuplicates)
    {
        ReadOnlyMemory<byte> last = default;
        var refused = 0L;
        await foreach (var delivery in subscription.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var packet = delivery.Packet;
            var isRepeated = skipsDuplicates && packet.Status == SequenceStatus.Duplicate && packet.Data.Span.SequenceEqual(last.Span);
            last = packet.Data;
            if (packet.Length > 0 && !isRepeated && !uploader.Enqueue(packet.Data.Span) && ++refused == 1)
            {
                Warn(MdsWarningKind.Upload, "The upload queue is full: chunks are not taken any more. They are counted in UploadStatistics.Refused.");
            }
        }
    }
}
