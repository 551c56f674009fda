using LabSdk.Mds.Client;
using LabSdk.Mds.Upload;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    // Not the lock of the packets: opening a queue's file must delay no read.
    private readonly Lock _uploadGate = new();
    private volatile ChunkUploader? _uploader;
    private readonly List<ChunkUploader> _earlier = [];
    private readonly UploadMarks _marks = new();
    private ChunkUploader? _direct;
    private UploadOptions? _uploadOptions;
    private Subscription? _uploads;
    private Task _uploading = Task.CompletedTask;

    /// <summary>True while each chunk that arrives is uploaded. Off until <see cref="StartUpload"/>: the address comes from the device.</summary>
    public bool AutoUpload => _uploader is not null;

    /// <summary>The uploader of <see cref="StartUpload"/>; null while uploads are off.</summary>
    public ChunkUploader? Uploader => _uploader;

    /// <summary>Why chunks would not be sent to where the device wants them, for people; null when they would. Nothing is sent.</summary>
    public string? UploadRefusal
    {
        get
        {
            if ((_options.Config ?? _config) is not { } config)
            {
                return "The config of the device was not read yet.";
            }

            try
            {
                _ = UploadTarget.Of(config, _options.Upload);
                return null;
            }
            catch (LabConfigurationException refusal)
            {
                return refusal.Problem;
            }
        }
    }

    /// <summary>What a request with these chunks would be. Nothing is sent.</summary>
    /// <param name="chunks">At least one.</param>
    /// <exception cref="LabConfigurationException">The device's address or key must not or cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The config was not read yet.</exception>
    public UploadPreview PreviewUpload(params IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentOutOfRangeException.ThrowIfZero(chunks.Count, nameof(chunks));
        using var poster = new ChunkPoster(UploadTarget.Of(LoadedConfig(), _options.Upload), _options.Upload, _options.TimeProvider);
        return poster.Preview(chunks);
    }

    /// <summary>What became of a packet's chunk in the uploads, as far as it is known now.</summary>
    /// <param name="packet">A packet of this client.</param>
    public ChunkUploadState UploadStateOf(StreamPacket packet) => _marks.Of(packet.Index);

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
            (_uploader, _uploads, _uploadOptions) = (uploader, subscription, options);
            _uploading = Task.Run(() => PumpAsync(subscription, options.SkipDuplicates));
            return uploader;
        }
    }

    /// <summary>Ends the uploads. Chunks that wait are kept in their file, where there is one; otherwise a warning tells their number.</summary>
    public async Task StopUploadAsync()
    {
        Subscription? subscription;
        lock (_uploadGate)
        {
            subscription = _uploads;
            _uploads = null;
        }

        if (subscription is not null)
        {
            // What has arrived goes into the queue and its file first.
            _hub.Close(subscription);
            await _uploading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ChunkUploader? uploader, direct;
        ChunkUploader[] earlier;
        lock (_uploadGate)
        {
            (uploader, direct, earlier) = (_uploader, _direct, [.. _earlier]);
            (_uploader, _direct) = (null, null);
            _earlier.Clear();
        }

        foreach (var each in new[] { uploader, direct }.Concat(earlier).OfType<ChunkUploader>())
        {
            await each.DisposeAsync().ConfigureAwait(false);
            var left = each.Statistics;
            if (left.Pending > 0 && (!each.IsInFile || left.NotInFile > 0))
            {
                Warn(MdsWarningKind.Upload, $"{left.Pending} chunks were not uploaded. Wait for FlushUploadAsync, or set UploadOptions.QueueFolder to keep them.");
            }
        }
    }

    /// <summary>Waits until every chunk that has arrived is uploaded, or until the uploads cannot go on by themselves.</summary>
    /// <param name="cancellationToken">Ends the wait, not the uploads.</param>
    /// <returns>True when nothing waits any more; also when uploads are off.</returns>
    public async Task<bool> FlushUploadAsync(CancellationToken cancellationToken = default)
    {
        (ChunkUploader? uploader, Subscription? subscription) = (null, null);
        lock (_uploadGate)
        {
            (uploader, subscription) = (_uploader, _uploads);
        }

        if (uploader is null || subscription is null)
        {
            return true;
        }

        await subscription.PassAsync(cancellationToken).ConfigureAwait(false);
        return await uploader.FlushAsync(cancellationToken).ConfigureAwait(false);
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

    private DeviceConfig LoadedConfig() => _options.Config ?? _config ?? throw new InvalidOperationException("Device config not loaded. Call InitializeAsync first, or set MdsOptions.Config.");

    // The device that came back may want another key or another address. Chunks of before stay with their address.
    private void RenewUpload(DeviceConfig read)
    {
        var config = _options.Config ?? read;
        LabConfigurationException? refusal = null;
        lock (_uploadGate)
        {
            foreach (var uploader in new[] { _uploader, _direct }.OfType<ChunkUploader>())
            {
                try
                {
                    if (uploader.TryRenew(config))
                    {
                        continue;
                    }

                    _earlier.Add(uploader);
                    _direct = uploader == _direct ? null : _direct;
                    _uploader = uploader == _uploader ? new ChunkUploader(config, _uploadOptions!, _options.TimeProvider) : _uploader;
                }
                catch (LabConfigurationException error)
                {
                    refusal = error;
                }
            }
        }

        if (refusal is not null)
        {
            Warn(MdsWarningKind.Upload, $"The device that came back cannot be uploaded for: {refusal.Message}", refusal);
        }
    }

    private async Task PumpAsync(Subscription subscription, bool skipsDuplicates)
    {
        ReadOnlyMemory<byte> last = default;
        var refused = 0L;
        await foreach (var delivery in subscription.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            delivery.Mark?.TrySetResult();
            if (delivery.Packet is not { } packet)
            {
                continue;
            }

            var isRepeated = skipsDuplicates && packet.Status == SequenceStatus.Duplicate && packet.Data.Span.SequenceEqual(last.Span);
            last = packet.Data;
            if (packet.Length == 0 || isRepeated || _uploader is not { } uploader)
            {
                continue;
            }

            var isTaken = uploader.Enqueue(packet.Data.Span, out var number);
            _marks.Add(packet.Index, isTaken ? uploader : null, number);
            if (!isTaken && ++refused == 1)
            {
                Warn(MdsWarningKind.Upload, "The upload queue is full: chunks are not taken any more. They are counted in UploadStatistics.Refused.");
            }
        }
    }
}
