using LabSdk.Odp.Client;
using LabSdk.Odp.Topics;

namespace LabSdk.Odp;

/// <summary>
/// A client of an Open Data Protocol platform: knows its sessions and formats, reads telemetry live and recorded, and writes
/// sessions of its own. There is nothing to initialise and start beside connecting.
/// </summary>
/// <remarks>Thread-safe. Events are raised from background threads.</remarks>
/// <example>
/// <code>
/// await using var odp = await OdpClient.ConnectAsync("odp://localhost:9092");
/// await using var reader = await odp.OpenReaderAsync(new OdpReadOptions { SessionKey = odp.Sessions.Get("Run 1").SessionKey });
/// await foreach (var samples in reader.SamplesAsync(["vCar:Chassis"]))
/// {
///     Console.WriteLine($"{samples.Count} samples from {OdpTime.ToText(samples.Times[0])}");
/// }
/// </code>
/// </example>
public sealed partial class OdpClient : IAsyncDisposable
{
    private readonly bool _ownsTransport;
    private readonly TopicWatch _watch;
    private readonly TopicFeed _feed;
    private readonly CancellationTokenSource _lifetime = new();
    private int _isOutage;
    private int _isDisposed;

    private OdpClient(IKafkaTransport transport, bool ownsTransport, OdpOptions options, TopicLayout layout)
    {
        (Transport, _ownsTransport, Options, Topics) = (transport, ownsTransport, options, layout);
        Sessions = new OdpSessions(this, layout);
        Formats = new OdpFormats(this);
        _watch = new TopicWatch(transport, options, () => Volatile.Write(ref _isOutage, 0), text => ReportProblem(text));
        _feed = new TopicFeed(transport, options, IsForTables, TakeForTables, text => ReportProblem(text), gap => ReportGap(gap));
        transport.ProblemOccurred += TakeProblem;
    }

    /// <summary>Raised from a background thread for each problem that the client goes on in spite of: lost connections, records that are gone.</summary>
    public event Action<KafkaProblem>? ProblemOccurred;

    /// <summary>The brokers, <c>host:port</c>, separated by commas; no secrets.</summary>
    public string Endpoint => Transport.Servers;

    /// <summary>The generation that the broker serves.</summary>
    public OdpGeneration Generation => Topics.Generation;

    /// <summary>The domain in front of v21's topics; empty for none.</summary>
    public string Domain => Topics.Domain;

    /// <summary>How streams are kept apart.</summary>
    public StreamCreationStrategy Strategy => Topics.Strategy;

    /// <summary>The options it was connected with.</summary>
    public OdpOptions Options { get; }

    /// <summary>The Kafka client below: records, topics and offsets.</summary>
    public IKafkaTransport Transport { get; }

    /// <summary>The sessions.</summary>
    public OdpSessions Sessions { get; }

    /// <summary>The data formats.</summary>
    public OdpFormats Formats { get; }

    /// <summary>What was counted so far.</summary>
    public OdpCounters Counters => Tally.ToCounters();

    /// <summary>False while no broker is reached.</summary>
    public bool IsConnected => Volatile.Read(ref _isOutage) == 0 && Volatile.Read(ref _isDisposed) == 0;

    /// <summary>Names of topics.</summary>
    internal TopicLayout Topics { get; }

    /// <summary>What was counted so far.</summary>
    internal OdpTally Tally { get; } = new();

    /// <summary>The topics of the broker.</summary>
    internal TopicWatch TopicWatch => _watch;

    /// <summary>Ends with the client.</summary>
    internal CancellationToken Lifetime => _lifetime.Token;

    /// <summary>The data sources that the broker has essentials of, by name; asked now.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public async ValueTask<IReadOnlyList<string>> DataSourcesAsync(CancellationToken cancellationToken = default)
    {
        var topics = await _watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return TopicListing.Sources(Topics, [.. topics.Select(topic => topic.Name)]);
    }

    /// <summary>The streams of a data source, by name, without the main stream; asked now.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public async ValueTask<IReadOnlyList<string>> StreamsAsync(string dataSource, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var topics = await _watch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. TopicListing.Streams(Topics, dataSource, [.. topics.Select(topic => topic.Name)]).Keys];
    }

    /// <summary>
    /// Prepares reading. Nothing is read before the first enumeration, or <see cref="OdpReader.StartAsync"/>, so events can be
    /// attached without missing anything.
    /// </summary>
    /// <param name="options">What to read; null for all live sessions of the default data source.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpConfigurationException">The session is not known, or an option cannot be used.</exception>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public Task<OdpReader> OpenReaderAsync(OdpReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new OdpReader(this, (options ?? new OdpReadOptions()).Checked(this)));
    }

    /// <summary>Ends the background work and all readers. A transport that was given to the client stays open, unless it was told otherwise.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _feed.DisposeAsync().ConfigureAwait(false);
        Transport.ProblemOccurred -= TakeProblem;
        if (_ownsTransport)
        {
            await Transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Raises an event; a handler that fails is reported, and stops nothing.</summary>
    internal void Raise(Action raise)
    {
        try
        {
            raise();
        }
#pragma warning disable CA1031 // A handler may throw anything.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ReportProblem($"A handler of an event failed: {error.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>Tells a problem that is gone on in spite of.</summary>
    internal void ReportProblem(string text, OdpTally? tally = null)
    {
        (tally ?? Tally).Problem(text);
        Publish(new KafkaProblem(Options.Time.GetUtcNow(), text, IsOutage: false));
    }

    /// <summary>Tells that records are gone.</summary>
    internal void ReportGap(KafkaGap gap, OdpTally? tally = null)
    {
        (tally ?? Tally).Gap(gap);
        ReportProblem(TextOf(gap), tally);
    }

    private static string TextOf(KafkaGap gap) => gap.Resumed > gap.Asked
        ? $"The records {gap.Asked} to {gap.Resumed - 1} of {gap.Topic} partition {gap.Partition} are not kept any more; reading goes on at {gap.Resumed}."
        : $"{gap.Topic} partition {gap.Partition} has no record {gap.Asked} (any more): it was made anew; reading goes on at {gap.Resumed}.";

    private void TakeProblem(KafkaProblem problem)
    {
        if (problem.IsOutage)
        {
            Volatile.Write(ref _isOutage, 1);
        }

        Tally.Problem(problem.Text);
        Publish(problem);
    }

    private void Publish(KafkaProblem problem)
    {
        try
        {
            ProblemOccurred?.Invoke(problem);
        }
#pragma warning disable CA1031 // A handler may throw anything, and telling that would call it again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Tally.Problem($"A handler of problems failed: {error.GetType().Name}: {error.Message}");
        }
    }
}
