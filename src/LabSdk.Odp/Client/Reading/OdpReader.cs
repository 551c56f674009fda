using LabSdk.Odp.Client;

namespace LabSdk.Odp;

/// <summary>
/// Reads sessions: packets as they are, decoded data, samples of chosen parameters, or windows of all streams in one order of
/// time. Essentials come first, streams that appear later are picked up, and a reading is complete when everything that was
/// written before the session's end has been delivered.
/// </summary>
/// <remarks>
/// One enumeration at a time; one that was left is gone on with by the next. The reading works while somebody enumerates, in
/// the speed of who does. Events are raised by the enumeration, in order with what it delivers. Each record is delivered once,
/// also when connections break; after a restart from committed positions the records since the last commit come again.
/// </remarks>
public sealed partial class OdpReader : IAsyncDisposable
{
    private readonly OdpClient _client;
    private readonly ReadCore _core;
    private readonly OdpTally _tally;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly HeldPackets _held = new();
    private readonly ReadAhead? _ahead;
    private bool _isStarted;
    private int _isReading;
    private int _isDisposed;
    private int _formatsChanged;

    internal OdpReader(OdpClient client, OdpReadOptions options)
    {
        (_client, Options) = (client, options);
        _tally = new OdpTally(client.Tally);
        _core = new ReadCore(client, options, _tally);
        _ahead = options.BufferLength > 0 ? new ReadAhead(_core, options.BufferLength) : null;
        _filter = new PacketSelection(options);
        client.Formats.Added += NoteFormat;
    }

    /// <summary>The first packet of a session came.</summary>
    public event Action<OdpSessionInfo>? SessionStarted;

    /// <summary>The reading of a session is over.</summary>
    public event Action<OdpReadingCompleted>? SessionCompleted;

    /// <summary>The first packet of a stream came.</summary>
    public event Action<OdpStreamInfo>? StreamStarted;

    /// <summary>All packets of a stream have been delivered.</summary>
    public event Action<OdpStreamInfo>? StreamCompleted;

    /// <summary>Details of a session that is read have changed.</summary>
    public event Action<OdpSessionInfo>? SessionInfoUpdated;

    /// <summary>A session that is read names another one as belonging to it.</summary>
    public event Action<OdpAssociation>? AssociationUpdated;

    /// <summary>A writer said that all data up to a time has arrived.</summary>
    public event Action<OdpCoverageCursor>? CoverageCursorReceived;

    /// <summary>What is read.</summary>
    public OdpReadOptions Options { get; }

    /// <summary>What became of the records so far.</summary>
    public OdpReaderCounters Counters => new()
    {
        Records = _tally[Counted.Records],
        Bytes = _tally[Counted.Bytes],
        Packets = _tally[Counted.Packets],
        OtherSessions = _tally[Counted.OtherSessions],
        WithoutKey = _tally[Counted.WithoutKey],
        Malformed = _tally[Counted.Malformed],
        Undecodable = _tally[Counted.Undecodable],
        Held = _held.Count,
        Late = _tally[Counted.Late],
        Repeated = _tally[Counted.Repeated],
        Unwanted = _tally[Counted.Unwanted],
        UnknownTypes = _tally[Counted.UnknownTypes],
        LostRecords = _tally[Counted.LostRecords],
        Reconnects = _tally[Counted.Reconnects],
        LastProblem = _tally.LastProblem,
        LostRanges = _tally.Gaps,
    };

    /// <summary>Where each stream stands, as far as is known without asking; empty before the start.</summary>
    public IReadOnlyList<OdpStreamState> Streams => _core.States;

    /// <summary>
    /// Chooses the sessions and takes the positions, but reads nothing yet; the first enumeration does so by itself. Of use with
    /// <see cref="OdpLiveStart.LeadingEdge"/>: the edge is where the streams are now.
    /// </summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isStarted)
            {
                await _core.StartAsync(cancellationToken).ConfigureAwait(false);
                _isStarted = true;
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Where each stream stands, with its end asked now.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public Task<IReadOnlyList<OdpStreamState>> StreamsAsync(CancellationToken cancellationToken = default) => _core.AskStatesAsync(cancellationToken);

    /// <summary>
    /// Stores where the reading has come to, for <see cref="OdpReadOptions.GroupId"/>: the packet that was handed out last counts
    /// as done, one that waits for its format does not. Call it from the enumerating code. Not for windows and interpolated data,
    /// which hold samples back.
    /// </summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="InvalidOperationException">There is no group, or windows are read.</exception>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public Task CommitAsync(CancellationToken cancellationToken = default)
    {
        if (Options.GroupId.Length == 0 || _readsWindows)
        {
            throw new InvalidOperationException(_readsWindows ? "Windows hold samples back, so there is no position to store." : "The reading has no GroupId.");
        }

        var held = _held.Lowest();
        TopicOffset[] positions;
        lock (_handed)
        {
            positions = [.. _handed.Select(pair => new TopicOffset(
                pair.Key.Topic, pair.Key.Partition, Math.Min(pair.Value, held.FirstOrDefault(each => each.Topic == pair.Key.Topic && each.Partition == pair.Key.Partition)?.Offset ?? long.MaxValue)))];
        }

        return positions.Length == 0 ? Task.CompletedTask : _client.Transport.CommitAsync(Options.GroupId, positions, cancellationToken);
    }

    /// <summary>Ends the reading. An enumeration that is under way ends with an <see cref="OperationCanceledException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _client.Formats.Added -= NoteFormat;
        if (_ahead is not null)
        {
            await _ahead.DisposeAsync().ConfigureAwait(false);
        }

        await _core.DisposeAsync().ConfigureAwait(false);
    }

    private void NoteFormat(string dataSource)
    {
        Interlocked.Exchange(ref _formatsChanged, 1);
        _formatAdded.Set();
    }
}
