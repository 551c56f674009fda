using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>StorageService: recordings on the daemon's disk, acquisition files, and the ring buffer.</summary>
/// <remarks>Thread-safe. One recording at a time; what is recorded is the content of the ring buffer.</remarks>
public sealed partial class DaqStorage
{
    private readonly DaqConnection _connection;
    private readonly StorageService.StorageServiceClient _calls;
    private readonly StorageService.StorageServiceClient _streams;

    internal DaqStorage(DaqConnection connection)
    {
        _connection = connection;
        _calls = new StorageService.StorageServiceClient(connection.Calls);
        _streams = new StorageService.StorageServiceClient(connection.Streams);
    }

    /// <summary>Sets where and how recordings are written.</summary>
    /// <param name="outputDirectory">The directory on the daemon's computer; empty leaves it.</param>
    /// <param name="hdf5">Compression, chunk size and file name pattern; null leaves them.</param>
    /// <param name="flushInterval">How often data go to the disk; null leaves it (1 s at first).</param>
    /// <param name="maxBufferMegabytes">The buffer; null leaves it (256 MB at first).</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The directory as the daemon resolved it.</returns>
    public async Task<string> ConfigureStorageAsync(
        string outputDirectory = "", HDF5Config? hdf5 = null, TimeSpan? flushInterval = null, int? maxBufferMegabytes = null, CancellationToken cancellationToken = default)
    {
        var call = Call("ConfigureStorage", "Configuring the storage");
        var request = new ConfigureStorageRequest { OutputDirectory = outputDirectory, Hdf5Config = hdf5 };
        if (flushInterval is { } interval)
        {
            request.FlushIntervalMs = DaqUnits.Milliseconds(interval);
        }

        if (maxBufferMegabytes is { } megabytes)
        {
            request.MaxBufferMb = (uint)Math.Max(megabytes, 1);
        }

        var reply = await _connection.CallAsync(call, options => _calls.ConfigureStorageAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ResolvedOutputDirectory;
    }

    /// <summary>Reads how recordings are written. The free space is not told by the daemons known: its field holds the largest number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<StorageConfig> GetStorageConfigAsync(CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetStorageConfig", "Reading the storage configuration"), options => _calls.GetStorageConfigAsync(new GetStorageConfigRequest(), options), cancellationToken);

    /// <summary>Starts a recording.</summary>
    /// <param name="name">Its name; signs that cannot stand in a file name become <c>_</c>.</param>
    /// <param name="metadata">Kept with it.</param>
    /// <param name="hdf5">Settings for this recording only; null for the configured ones.</param>
    /// <param name="scanId">The scan it belongs to; null for none.</param>
    /// <param name="runUid">The run it belongs to; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The id of the recording and its file on the daemon's computer.</returns>
    /// <exception cref="DaqDeviceException">A recording goes on already.</exception>
    public async Task<(string RecordingId, string OutputPath)> StartRecordingAsync(
        string name, IReadOnlyDictionary<string, string>? metadata = null, HDF5Config? hdf5 = null, string? scanId = null, string? runUid = null,
        CancellationToken cancellationToken = default)
    {
        var call = Call("StartRecording", $"Starting recording '{name}'");
        var request = new StartRecordingRequest { Name = name, ConfigOverride = hdf5 };
        request.Metadata.Add(Maps.Copy(metadata));
        if (scanId is not null)
        {
            request.ScanId = scanId;
        }

        if (runUid is not null)
        {
            request.RunUid = runUid;
        }

        var reply = await _connection.CallAsync(call, options => _calls.StartRecordingAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return (reply.RecordingId, reply.OutputPath);
    }

    /// <summary>Stops a recording.</summary>
    /// <param name="recordingId">The recording; null for the current one.</param>
    /// <param name="finalMetadata">Added to it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The file, its size and its length. The count of samples is really one of flushes.</returns>
    public async Task<StopRecordingResponse> StopRecordingAsync(
        string? recordingId = null, IReadOnlyDictionary<string, string>? finalMetadata = null, CancellationToken cancellationToken = default)
    {
        var call = Call("StopRecording", "Stopping the recording");
        var request = new StopRecordingRequest();
        request.FinalMetadata.Add(Maps.Copy(finalMetadata));
        if (recordingId is not null)
        {
            request.RecordingId = recordingId;
        }

        var reply = await _connection.CallAsync(call, options => _calls.StopRecordingAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply;
    }

    /// <summary>Asks how far a recording is; idle when there is none.</summary>
    /// <param name="recordingId">The recording; null for the current one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<RecordingStatus> GetRecordingStatusAsync(string? recordingId = null, CancellationToken cancellationToken = default)
    {
        var request = new GetRecordingStatusRequest();
        if (recordingId is not null)
        {
            request.RecordingId = recordingId;
        }

        return _connection.CallAsync(Call("GetRecordingStatus", "Asking for the recording"), options => _calls.GetRecordingStatusAsync(request, options), cancellationToken);
    }

    /// <summary>Writes what is buffered to the disk.</summary>
    /// <param name="recordingId">The recording; null for the current one.</param>
    /// <param name="sync">True to wait for the disk.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was written.</returns>
    public async Task<(ulong Samples, ulong Bytes)> FlushToStorageAsync(string? recordingId = null, bool sync = true, CancellationToken cancellationToken = default)
    {
        var call = Call("FlushToStorage", "Flushing the recording");
        var request = new FlushToStorageRequest { Sync = sync };
        if (recordingId is not null)
        {
            request.RecordingId = recordingId;
        }

        var reply = await _connection.CallAsync(call, options => _calls.FlushToStorageAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return (reply.SamplesFlushed, reply.BytesWritten);
    }

    /// <summary>Streams how far a recording is, until it ends.</summary>
    /// <param name="recordingId">The recording.</param>
    /// <param name="interval">How often, at least 100 ms; null for 1 s.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<RecordingProgress> StreamRecordingProgressAsync(
        string recordingId, TimeSpan? interval = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The field is named for a scan and wants the recording.
        var request = new StreamRecordingProgressRequest { ScanId = recordingId, UpdateIntervalMs = DaqUnits.Milliseconds(interval ?? TimeSpan.FromSeconds(1)) };
        await foreach (var (progress, _) in ResumingStream.ReadAsync(
            _connection, Call("StreamRecordingProgress", $"Watching recording '{recordingId}'"),
            options => _streams.StreamRecordingProgress(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return progress;
        }
    }

    private static DaqCall Call(string method, string doing) => new($"StorageService.{method}", doing);
}
