using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Families.Odp;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>
/// Telemetry of an Open Data Protocol broker: recorded sessions as tables, frames and plots, live signals as detectors and panels, and
/// sessions of your own. There is nothing to initialise, start and stop.
/// </summary>
/// <remarks>Thread-safe. It stays usable while the broker is away: reading and writing go on when it is back.</remarks>
/// <example>
/// <code>
/// using var lab = Lab.Connect("odp://localhost:9092");            // or "odp:sim"
/// lab.Telemetry.Sessions
/// lab.Telemetry["Run 1"].Plot("vCar:*")
/// lab.Telemetry["Run 1"].Frame("vCar:Chassis", "gLat:Chassis", rate: 100)
/// </code>
/// </example>
public sealed partial class Telemetry : Device
{
    // A simulated car writes a whole session first, which takes its time on a busy computer.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private readonly TelemetrySource _source;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TelemetrySession> _sessions = new(StringComparer.Ordinal);

    internal Telemetry(Lab lab, DeviceParts parts)
        : base(lab, parts)
    {
        _source = parts.Telemetry!;
        Feeds = new LiveFeeds(this);
    }

    /// <summary>The asynchronous client, with all of its calls, events and counters. Blocks while a simulated one starts.</summary>
    public OdpClient Client => _source.Client ?? Lab.Calls.Run(Call("Starting the telemetry") with { Timeout = StartTimeout }, ConnectAsync);

    /// <summary>The sessions of the broker, newest first. Blocks for one look at the streams.</summary>
    public TelemetrySessions Sessions => AfterStart().Wait("Reading the sessions", GetSessionsAsync);

    /// <summary>The data sources that the broker has data of. Blocks.</summary>
    public IReadOnlyList<string> DataSources => WaitValue("Reading the data sources", Client.DataSourcesAsync);

    /// <summary>Where reading stands: each stream that is being followed, and how far it is behind. Does not block.</summary>
    public StreamTable Streams => new(Feeds.Streams, Description.IsSimulated);

    /// <summary>What the client has counted, over all readers. Does not block; empty before the first use.</summary>
    public OdpCounters Counters => _source.Client?.Counters ?? new OdpCounters();

    /// <summary>The client when it is connected; null before the first use.</summary>
    internal OdpClient? Connected => _source.Client;

    internal LiveFeeds Feeds { get; }

    internal TelemetrySource Source => _source;

    /// <summary>A session by its identifier or key; of several with one identifier the newest. Does not block.</summary>
    /// <param name="keyOrIdentifier">For example <c>Run 1</c>.</param>
    /// <exception cref="OdpConfigurationException">There is none; those that are known are named.</exception>
    public TelemetrySession this[string keyOrIdentifier] => SessionOf(Client.Sessions.Get(keyOrIdentifier));

    /// <summary>Waits for a session that is live, and gives it. Blocks.</summary>
    /// <param name="identifier">Its identifier, with <c>*</c> for any run of characters. Default any.</param>
    /// <param name="timeout">How long; null for the lab's time limit.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="LabTimeoutException">None came.</exception>
    public TelemetrySession WaitForSession(string identifier = "*", TimeSpan? timeout = null, CancellationToken cancellationToken = default) => AfterStart().Lab.Calls.Run(
        Call($"Waiting for a live session '{identifier}'") with { Timeout = timeout },
        token => WaitForSessionAsync(identifier, token),
        cancellationToken);

    /// <summary>Waits for a session that is live, and gives it.</summary>
    /// <param name="identifier">Its identifier, with <c>*</c> for any run of characters. Default any.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public async Task<TelemetrySession> WaitForSessionAsync(string identifier = "*", CancellationToken cancellationToken = default)
    {
        var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var session = await client.Sessions.WaitAsync(
            each => !each.IsComplete && LabSdk.Odp.Filtering.WildcardPattern.IsMatch(identifier, each.Identifier, questionMark: false), cancellationToken).ConfigureAwait(false);
        return SessionOf(session);
    }

    /// <summary>The sessions of the broker, newest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TelemetrySessions> GetSessionsAsync(CancellationToken cancellationToken = default)
    {
        var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var sessions = client.Sessions.All;
        var streams = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var source in sessions.Select(session => session.DataSource).Distinct(StringComparer.Ordinal))
        {
            streams[source] = await client.StreamsAsync(source, cancellationToken).ConfigureAwait(false);
        }

        return new TelemetrySessions(this, [.. sessions.Reverse()], streams);
    }

    /// <summary>
    /// Reads packets in a plain <c>foreach</c>, decoded: samples, markers, events and so on as they come. Blocks for each, until the
    /// loop is left or interrupted, or nothing more is to come.
    /// </summary>
    /// <param name="options">What to read; null for all live sessions of the default data source.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    /// <exception cref="OdpConfigurationException">The session is not known, or an option cannot be used.</exception>
    public IEnumerable<OdpData> Read(OdpReadOptions? options = null, CancellationToken cancellationToken = default) =>
        Lab.Calls.Enumerate(Call("Reading telemetry"), token => ReadAsync(options, token), cancellationToken);

    /// <summary>Reads packets, decoded: samples, markers, events and so on as they come.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public async IAsyncEnumerable<OdpData> ReadAsync(
        OdpReadOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var reader = await client.OpenReaderAsync(options, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await foreach (var data in reader.DataAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return data;
        }
    }

    /// <summary>A session; always the same object, because it keeps what was read of it.</summary>
    internal TelemetrySession SessionOf(OdpSessionInfo info) => _sessions.GetOrAdd(info.SessionKey, static (key, telemetry) => new TelemetrySession(telemetry, key), this);

    internal Task<OdpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        Lab.Calls.ThrowIfClosed();
        return _source.ConnectAsync(cancellationToken);
    }

    /// <summary>This, when its client is connected: starting has a time limit of its own.</summary>
    private Telemetry AfterStart()
    {
        _ = Client;
        return this;
    }

    /// <summary>A blocking call in the name of this broker.</summary>
    internal BlockingCall CallFor(string what) => Call(what);
}
