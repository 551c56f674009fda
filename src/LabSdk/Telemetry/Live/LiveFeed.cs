using System.Collections.Immutable;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>
/// One live reader for everybody in the lab who watches a data source. It reads while somebody watches, and takes reading up again
/// after every break.
/// </summary>
internal sealed class LiveFeed(Telemetry telemetry, LiveFeedKey key)
{
    private const int MostMarkers = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private ImmutableArray<LiveWatch> _watches = [];
    private ImmutableArray<OdpMarker> _markers = [];
    private ImmutableDictionary<string, OdpSignal> _signals = ImmutableDictionary.Create<string, OdpSignal>(StringComparer.Ordinal);
    private CancellationTokenSource? _stop;
    private OdpReader? _reader;
    private Exception? _trouble;

    public LiveFeedKey Key => key;

    /// <summary>Where its reader stands; empty while nobody watches.</summary>
    public IReadOnlyList<OdpStreamState> Streams => Volatile.Read(ref _reader)?.Streams ?? [];

    /// <summary>Why nothing comes; null when all is well.</summary>
    public Exception? Trouble => Volatile.Read(ref _trouble);

    /// <summary>The last lap triggers.</summary>
    public ImmutableArray<OdpMarker> Markers => _markers;

    /// <summary>What configurations say of a signal; null while nothing is known.</summary>
    public OdpSignal? Definition(string identifier) => _signals.GetValueOrDefault(identifier);

    /// <summary>Watches signals, and begins to read when nobody did.</summary>
    public LiveWatch Watch(IReadOnlyList<string> patterns, int keep)
    {
        var watch = new LiveWatch(this, patterns, keep);
        lock (_gate)
        {
            _watches = _watches.Add(watch);
            if (_stop is null)
            {
                _stop = CancellationTokenSource.CreateLinkedTokenSource(telemetry.Lab.Calls.Closing);
                var token = _stop.Token;
                _ = Task.Run(() => RunAsync(token), CancellationToken.None);
            }
        }

        return watch;
    }

    public void Remove(LiveWatch watch)
    {
        lock (_gate)
        {
            _watches = _watches.Remove(watch);
            if (_watches.IsEmpty)
            {
                _stop?.Cancel();
                _stop = null;
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _trouble, null);
                if (key.SessionKey is not null)
                {
                    break;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is LabException or OperationCanceledException or ObjectDisposedException)
            {
                Volatile.Write(ref _trouble, error);
                Tell();
            }

            await Task.Delay(Pause, telemetry.Lab.Options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var client = await telemetry.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var options = new OdpReadOptions
        {
            DataSource = key.DataSource,
            SessionKey = key.SessionKey,
            LiveStart = key.SessionKey is null ? OdpLiveStart.LeadingEdge : OdpLiveStart.FromBeginning,
            InactivityTimeout = Timeout.InfiniteTimeSpan,
        };
        var reader = await client.OpenReaderAsync(options, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        Volatile.Write(ref _reader, reader);
        try
        {
            await foreach (var data in reader.DataAsync(cancellationToken).ConfigureAwait(false))
            {
                Take(data);
            }
        }
        finally
        {
            Volatile.Write(ref _reader, null);
        }
    }

    private void Take(OdpData data)
    {
        switch (data.Value)
        {
            case SampleBlock block:
                var now = telemetry.Lab.Options.TimeProvider.GetTimestamp();
                foreach (var watch in _watches)
                {
                    watch.Take(block, data.SessionKey, now);
                }

                break;
            case OdpMarker { IsLap: true } marker when !_markers.Contains(marker):
                _markers = [.. _markers.Append(marker).TakeLast(MostMarkers)];
                Tell();
                break;
            case OdpConfiguration configuration:
                _signals = _signals.SetItems(configuration.Signals.Select(signal => KeyValuePair.Create(signal.Identifier, signal)));
                break;
        }
    }

    private void Tell()
    {
        foreach (var watch in _watches)
        {
            watch.Tell();
        }
    }
}
