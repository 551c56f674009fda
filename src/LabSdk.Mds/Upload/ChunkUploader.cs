using LabSdk.Mds.Upload;
using LabSdk.Options;

namespace LabSdk.Mds;

/// <summary>
/// Sends the chunks of one device to its chunk service: in order, one request at a time, in batches, with patience. A chunk
/// leaves the queue only after the service took it or refused it for good.
/// </summary>
/// <remarks>
/// Thread-safe. With <see cref="UploadOptions.QueueFolder"/> a killed process loses none; what is sent twice then is at most
/// the one batch that was under way. The service tolerates that.
/// </remarks>
public sealed partial class ChunkUploader : IAsyncDisposable
{
    // Enough to look at; older ones are left out.
    private const int MostDryRuns = 1_000;

    private readonly Lock _gate = new();
    private readonly UploadOptions _options;
    private readonly TimeProvider _time;
    private readonly ChunkPoster _poster;
    private readonly ChunkQueue _queue;
    private readonly SemaphoreSlim _turn;
    private readonly Func<double> _random;
    private readonly CancellationTokenSource _closing = new();
    private readonly Queue<UploadPreview> _dryRuns = new();
    private readonly Task _worker;
    private readonly Lazy<Task> _closed;
    private TaskCompletionSource _changed = NewSignal();
    private UploadStatistics _statistics = new();
    private int _batchChunks;

    /// <summary>Creates an uploader for a device and begins to send what a file still holds for it.</summary>
    /// <param name="config">Where to send, and with which key.</param>
    /// <param name="options">How; null for the defaults. Copied.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="LabConfigurationException">Address or key cannot or must not be used, an option is not valid, or the queue's file is in use.</exception>
    public ChunkUploader(DeviceConfig config, UploadOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        _options = (options ?? new UploadOptions()).Copy();
        OptionsValidator.Validate(_options, "the uploads");
        _time = timeProvider ?? TimeProvider.System;
        var target = UploadTarget.Of(config, _options);
        Uri = target.Uri.OriginalString;
        _queue = new ChunkQueue(Uri, _options);
        _poster = new ChunkPoster(target, _options, _time);
        _turn = UploadGates.For(target.Uri);
        _random = _options.Randomizer ?? new Random().NextDouble;
        _batchChunks = _options.BatchChunks;
        _closed = new Lazy<Task>(CloseAsync);
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>Where chunks go.</summary>
    public string Uri { get; }

    /// <summary>True when nothing is really sent.</summary>
    public bool IsDryRun => _options.DryRun;

    /// <summary>Raised after each change of <see cref="Statistics"/>, from a background thread; must not block.</summary>
    public event Action<UploadStatistics>? Changed;

    /// <summary>The counters of now.</summary>
    public UploadStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _statistics with { Pending = _queue.Pending };
            }
        }
    }

    /// <summary>The chunks that the service refused for good, kept until <see cref="ForgetRejected"/>.</summary>
    public IReadOnlyList<RejectedChunk> Rejected => _queue.Rejected;

    /// <summary>The last requests of a dry run, at most 1,000.</summary>
    public IReadOnlyList<UploadPreview> DryRuns
    {
        get
        {
            lock (_gate)
            {
                return [.. _dryRuns];
            }
        }
    }

    /// <summary>A copy of what could not be read from the queue's file when it was opened; null when all could.</summary>
    public string? DamagedFile => _queue.DamagedFile;

    /// <summary>True when waiting chunks are kept in a file.</summary>
    public bool IsInFile => _options.QueueFolder is not null && !_options.DryRun;

    /// <summary>Takes the config that the device has now; false when it names another address, which needs another uploader.</summary>
    internal bool TryRenew(DeviceConfig config)
    {
        if (config.DataUri != Uri)
        {
            return false;
        }

        _poster.Renew(UploadTarget.Of(config, _options));
        Resume();
        return true;
    }

    /// <summary>Puts a chunk into the queue. Does not wait for the service.</summary>
    /// <param name="chunk">Copied.</param>
    /// <returns>False when the queue is full: the chunk was not taken, and is counted as refused.</returns>
    /// <exception cref="ObjectDisposedException">The uploader is closed.</exception>
    public bool Enqueue(ReadOnlySpan<byte> chunk) => Enqueue(chunk, out _);

    /// <summary>As <see cref="Enqueue(ReadOnlySpan{byte})"/>, with the number by which <see cref="StateOf"/> knows the chunk.</summary>
    internal bool Enqueue(ReadOnlySpan<byte> chunk, out long number)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        var isTaken = _queue.TryAdd(chunk.ToArray(), out var isInFile, out number);
        if (!isTaken || !isInFile)
        {
            Update(now => now with { Refused = now.Refused + (isTaken ? 0 : 1), NotInFile = now.NotInFile + (isInFile ? 0 : 1) });
        }

        Pulse();
        return isTaken;
    }

    /// <summary>What became of a chunk.</summary>
    internal ChunkUploadState StateOf(long number) => _queue.StateOf(number);

    /// <summary>Sends one chunk at once, ahead of those that wait, but never beside another request. An empty one is sent, too.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended; network errors and refusals are told here, not thrown.</returns>
    public async Task<UploadResult> UploadAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        if (_options.DryRun)
        {
            Show([chunk]);
            return new UploadResult(true, 0, "");
        }

        var result = await PostAsync([chunk], cancellationToken).ConfigureAwait(false);
        Count(result, 1, chunk.Length);
        return result;
    }

    /// <summary>What a request with these chunks would be.</summary>
    /// <param name="chunks">At least one.</param>
    public UploadPreview Preview(params IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        ArgumentOutOfRangeException.ThrowIfZero(chunks.Count, nameof(chunks));
        return _poster.Preview(chunks);
    }

    /// <summary>Goes on after a refused key or address, and does not wait any longer for a next attempt.</summary>
    public void Resume()
    {
        Update(now => now.State is UploadState.Paused or UploadState.Waiting ? now with { State = UploadState.Idle, NextAttemptAt = null } : now);
        Pulse();
    }

    /// <summary>Forgets the chunks in <see cref="Rejected"/>, also in the file.</summary>
    public void ForgetRejected() => _queue.Forget();

    /// <summary>Waits until everything is sent, or until it cannot go on by itself.</summary>
    /// <param name="cancellationToken">Ends the wait, not the uploads.</param>
    /// <returns>True when nothing waits any more.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            var now = Statistics;
            if (now.Pending == 0 || now.State is UploadState.Paused or UploadState.Closed)
            {
                return now.Pending == 0;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the request that is under way, and closes the queue. What waits is kept in its file, where there is one. Harmless when repeated.</summary>
    public ValueTask DisposeAsync() => new(_closed.Value);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task CloseAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Update(now => now with { State = UploadState.Closed });
        Pulse();
        _queue.Dispose();
        _poster.Dispose();
    }

    private void Pulse() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    private void Update(Func<UploadStatistics, UploadStatistics> change)
    {
        UploadStatistics now;
        lock (_gate)
        {
            _statistics = change(_statistics);
            now = _statistics with { Pending = _queue.Pending };
        }

        try
        {
            Changed?.Invoke(now);
        }
        catch (Exception)
        {
            // The application's own handler: its fault must not stop the uploads. The counters tell the same as the event.
        }
    }
}
