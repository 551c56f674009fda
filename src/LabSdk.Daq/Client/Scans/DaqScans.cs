using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>
/// ScanService: deprecated by the daemon since 0.7 and announced to go. Everything of it is behind this one class; prefer
/// the run engine, or scans made by the client.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqScans
{
    private const int ProgressKept = 100_000;
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(1);

    private readonly DaqConnection _connection;
    private readonly ScanService.ScanServiceClient _calls;
    private readonly ScanService.ScanServiceClient _streams;
    private readonly SharedStreams<ScanProgress> _progress;

    internal DaqScans(DaqConnection connection)
    {
        _connection = connection;
        _calls = new ScanService.ScanServiceClient(connection.Calls);
        _streams = new ScanService.ScanServiceClient(connection.Streams);
        _progress = new SharedStreams<ScanProgress>(connection, ProgressKept);
    }

    /// <summary>Creates a scan; it does not start yet.</summary>
    /// <param name="config">The scan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">A device is missing or not able; the daemon's words are in the message.</exception>
    public async Task<DaqScan> CreateScanAsync(DaqScanConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        var call = Call("CreateScan", "Creating a scan");
        var reply = await _connection.CallAsync(
            call, options => _calls.CreateScanAsync(new CreateScanRequest { Config = config.ToWire() }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return new DaqScan(reply.ScanId, (int)Math.Min(reply.TotalPoints, int.MaxValue));
    }

    /// <summary>Starts a scan in the background of the daemon. Read its progress from before the start, or points are lost.</summary>
    /// <param name="scanId">The scan.</param>
    /// <param name="cancellationToken">Ends the call, not the scan.</param>
    public async Task<DateTimeOffset> StartScanAsync(string scanId, CancellationToken cancellationToken = default)
    {
        var call = Call("StartScan", $"Starting scan '{scanId}'");
        var reply = await _connection.CallAsync(call, options => _calls.StartScanAsync(new StartScanRequest { ScanId = scanId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return DaqTime.FromNanoseconds(reply.StartTimeNs);
    }

    /// <summary>Pauses a scan at its next point.</summary>
    /// <param name="scanId">The scan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The point it has come to.</returns>
    public async Task<int> PauseScanAsync(string scanId, CancellationToken cancellationToken = default)
    {
        var call = Call("PauseScan", $"Pausing scan '{scanId}'");
        var reply = await _connection.CallAsync(call, options => _calls.PauseScanAsync(new PauseScanRequest { ScanId = scanId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, "", call);
        return (int)Math.Min(reply.PausedAtPoint, int.MaxValue);
    }

    /// <summary>Goes on with a paused scan.</summary>
    /// <param name="scanId">The scan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ResumeScanAsync(string scanId, CancellationToken cancellationToken = default)
    {
        var call = Call("ResumeScan", $"Resuming scan '{scanId}'");
        var reply = await _connection.CallAsync(call, options => _calls.ResumeScanAsync(new ResumeScanRequest { ScanId = scanId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Stops a scan at its next point.</summary>
    /// <param name="scanId">The scan.</param>
    /// <param name="emergencyStop">True to ask each axis to stop at once too; drivers that cannot are passed over in silence.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The points done.</returns>
    public async Task<int> StopScanAsync(string scanId, bool emergencyStop = false, CancellationToken cancellationToken = default)
    {
        var call = Call("StopScan", $"Stopping scan '{scanId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.StopScanAsync(new StopScanRequest { ScanId = scanId, EmergencyStop = emergencyStop }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return (int)Math.Min(reply.PointsCompleted, int.MaxValue);
    }

    /// <summary>Asks how far a scan is.</summary>
    /// <param name="scanId">The scan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DaqScanStatus> GetScanStatusAsync(string scanId, CancellationToken cancellationToken = default) => DaqScanStatus.From(await _connection.CallAsync(
        Call("GetScanStatus", $"Asking for scan '{scanId}'"),
        options => _calls.GetScanStatusAsync(new GetScanStatusRequest { ScanId = scanId }, options), cancellationToken).ConfigureAwait(false));

    /// <summary>Lists the scans.</summary>
    /// <param name="state">Only in this state; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<DaqScanStatus>> ListScansAsync(ScanState? state = null, CancellationToken cancellationToken = default)
    {
        var request = new ListScansRequest();
        if (state is { } given)
        {
            request.StateFilter = given;
        }

        var reply = await _connection.CallAsync(Call("ListScans", "Listing the scans"), options => _calls.ListScansAsync(request, options), cancellationToken).ConfigureAwait(false);
        return [.. reply.Scans.Select(DaqScanStatus.From)];
    }

    /// <summary>
    /// Streams the points of a scan with their data, from the first one. The daemon gives this stream away once; here any
    /// number may read it. It ends when the last point has come or the scan has ended otherwise.
    /// </summary>
    /// <param name="scanId">The scan. Begin to read before it is started.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DaqDeviceException">Another client has taken the stream.</exception>
    public async IAsyncEnumerable<ScanProgress> StreamScanProgressAsync(string scanId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (progress, _) in _progress.ReadAsync(scanId, token => ReadProgressAsync(scanId, token), cancellationToken).ConfigureAwait(false))
        {
            yield return progress;
        }
    }

    private static DaqCall Call(string method, string doing) => new($"ScanService.{method}", doing);

    private async IAsyncEnumerable<ScanProgress> ReadProgressAsync(string scanId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The daemon does not end the stream of a scan that was stopped or failed; its status tells.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = EndWithScanAsync(scanId, ended);
        var request = new StreamScanProgressRequest { ScanId = scanId, IncludeData = true };
        var points = ResumingStream.ReadAsync(
            _connection, Call("StreamScanProgress", $"Reading the progress of scan '{scanId}'"), options => _streams.StreamScanProgress(request, options), ended.Token)
            .GetAsyncEnumerator(CancellationToken.None);
        await using var _ = points.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await points.MoveNextAsync().ConfigureAwait(false))
                {
                    break;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                break;
            }

            var progress = points.Current.Value;
            yield return progress;
            if (progress.PointIndex + 1 >= progress.TotalPoints)
            {
                break;
            }
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task EndWithScanAsync(string scanId, CancellationTokenSource ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(StatusInterval, _connection.Time, ended.Token).ConfigureAwait(false);
            try
            {
                var status = await GetScanStatusAsync(scanId, ended.Token).ConfigureAwait(false);
                if (status.HasEnded)
                {
                    // What was sent before the end is given time to arrive.
                    await Task.Delay(StatusInterval, _connection.Time, ended.Token).ConfigureAwait(false);
                    await ended.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (LabException)
            {
                // The stream itself reports a lost connection or an unknown scan.
            }
        }
    }
}
