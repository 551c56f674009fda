using LabSdk.Odp.Writing;

namespace LabSdk.Odp;

/// <summary>
/// Writes one session: does by itself, in order and on all streams, what recorders and viewers need. The session is created, every
/// stream begins with its first packet and the definitions, samples follow, and disposing ends it, also after an error.
/// </summary>
/// <remarks>
/// <para>Thread-safe; calls at the same time are done one after the other. A call completes when its records are on their way, and
/// waits while <see cref="OdpSessionOptions.MaxWaitingBytes"/> of them have not been stored. Records that could not be stored are
/// reported by the next write, a flush, the end, or by disposing if nobody was told before, as an error of kind
/// <see cref="OdpErrorKind.NotDelivered"/>.</para>
/// <para>Every packet has the next number, from 1, so that a record that a broker has stored twice can be told.</para>
/// </remarks>
/// <example>
/// <code>
/// await using var session = await client.NewSessionAsync(new OdpSessionOptions { Identifier = "Run 1" });
/// var sine = session.Signal("Sin:MyApp", hz: 100, unit: "V", stream: "Stream1");
/// await sine.WriteAsync(values);
/// await session.EndAsync();
/// </code>
/// </example>
public sealed partial class OdpSessionWriter : IAsyncDisposable
{
    private readonly OdpClient _client;
    private readonly OdpSessionOptions _options;
    private readonly OdpSessionInfo _created;
    private readonly TimeProvider _time;
    private readonly SessionPublisher _publisher;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isEnded;

    private OdpSessionWriter(OdpClient client, OdpSessionOptions options, OdpSessionInfo created, TimeProvider time)
    {
        (_client, _options, _created, _time) = (client, options, created, time);
        _publisher = new SessionPublisher(client.Transport, client.Topics, options.DataSource, created.SessionKey, options.MaxWaitingBytes);
        _book = new SignalBook(options.DataSource, !client.Topics.IsLegacy, options.MaxRecordBytes - EnvelopeRoom);
        _isOutLapDue = options.HasOutLap;
    }

    /// <summary>The session, with what was changed since its creation.</summary>
    public OdpSessionInfo Session => _client.Sessions.Find(_created.SessionKey) ?? _created;

    /// <summary>The session's unique key.</summary>
    public string SessionKey => _created.SessionKey;

    /// <summary>
    /// When the session ended, nanoseconds since 1970-01-01 UTC, for data that is imported. Null, the default, for the time at
    /// which it is ended. Counts only until then.
    /// </summary>
    public ulong? TerminationTime { get; set; }

    /// <summary>The streams that were begun or are about to; the main stream is the empty name.</summary>
    public IReadOnlyList<string> Streams
    {
        get
        {
            lock (_streams)
            {
                return [.. _streams.Select(stream => stream.Name)];
            }
        }
    }

    /// <summary>What it has done so far.</summary>
    public OdpWriterCounters Counters => _publisher.Ledger.Counters with { CutPackets = Interlocked.Read(ref _cut), Samples = Interlocked.Read(ref _samples) };

    /// <summary>Sends what was gathered and completes when everything that was written is stored.</summary>
    /// <param name="cancellationToken">Ends waiting; the records stay on their way.</param>
    /// <exception cref="KafkaTransportException">Records were not stored.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SendGatheredAsync(cancellationToken).ConfigureAwait(false);
            await _publisher.Ledger.EmptyAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        _publisher.Ledger.ThrowIfFailed(Name, "The rest is stored.");
    }

    /// <summary>
    /// Ends the session: sends what was gathered, ends every stream, waits until everything is stored and marks the session as
    /// complete. Does nothing when it has ended.
    /// </summary>
    /// <param name="cancellationToken">Ends waiting; the session is ended later, by another call or by disposing.</param>
    /// <exception cref="KafkaTransportException">Records were not stored; the session has ended if the broker could be reached.</exception>
    public async Task EndAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isEnded)
            {
                await EndAllAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }

        _publisher.Ledger.ThrowIfFailed(Name, "The session has ended without them.");
    }

    /// <summary>Ends the session, see <see cref="EndAsync"/>; waits <see cref="OdpSessionOptions.EndTimeout"/> at most.</summary>
    /// <exception cref="LabException">The session was not ended, or records were not stored, and no call has told so before.</exception>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        var isTold = _isEndFailureTold;
        try
        {
            if (!_isEnded)
            {
                await EndAllAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (LabException) when (isTold)
        {
            // The caller knows from EndAsync.
        }
        finally
        {
            _isEnded = true;
            _turn.Release();
        }

        _publisher.Ledger.ThrowIfFailed(Name, "The session has ended without them.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Session} with {Streams.Count} streams";

    private string Name => _options.Identifier.Length > 0 ? $"'{_options.Identifier}' ({SessionKey})" : SessionKey;

    internal static async Task<OdpSessionWriter> OpenAsync(OdpClient client, OdpSessionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        SessionOptionsCheck.Check(options, client.Topics);
        var created = await client.Sessions.CreateAsync(options, cancellationToken).ConfigureAwait(false);
        var writer = new OdpSessionWriter(client, options, created, time);
        try
        {
            foreach (var stream in options.Streams.Prepend("").Distinct(StringComparer.Ordinal))
            {
                writer.Open(stream);
            }

            await writer.BeginStreamsAsync(cancellationToken).ConfigureAwait(false);
            return writer;
        }
        catch
        {
            // A session that could not begin must not stay live for ever.
            writer._isEndFailureTold = true;
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isEnded, this);
            _publisher.Ledger.ThrowIfFailed(Name, "Nothing of this call was written.");
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }
}
