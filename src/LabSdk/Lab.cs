using LabSdk.Connecting;
using LabSdk.Display.Widgets;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// The connected lab: the way to every device of every endpoint. Its members block until they are done, time out after
/// <see cref="LabOptions.Timeout"/>, and can be interrupted by Ctrl+C, by stopping the cell, or by
/// <see cref="Interrupt"/>; each has an asynchronous twin here or on the client.
/// </summary>
/// <remarks>Thread-safe, not bound to a thread; several labs can be open at once. Dispose it to close the connections.</remarks>
/// <example>
/// <code>
/// using var lab = Lab.Connect("localhost:50051");
/// lab.Motor("mock_stage").Position = 10;
/// </code>
/// </example>
[TypeFormatterSource]
public sealed partial class Lab : IDisposable, IAsyncDisposable, IDisplayable
{
    private readonly LabOptions _options;
    private readonly IReadOnlyList<ILabConnection> _connections;
    private readonly Lazy<Task> _closed;

    private Lab(LabOptions options, IReadOnlyList<ILabConnection> connections, SimulatedPeers? simulation)
    {
        _options = options;
        _connections = connections;
        Simulation = simulation;
        Calls = new LabCalls(options.Timeout) { LabName = $"The lab at {string.Join(", ", connections.Select(each => each.Endpoint))}" };
        Devices = new DeviceTable(this, [], []);
        _closed = new Lazy<Task>(CloseAsync);
    }

    /// <summary>The connected endpoints, without secrets.</summary>
    public IReadOnlyList<string> Endpoints => [.. _connections.Select(each => each.Endpoint)];

    /// <summary>True when the peers are simulated; shown wherever the lab and its devices are shown.</summary>
    public bool IsSimulated => Simulation is not null || _options.Replay?.Content.Start.IsSimulated == true || _connections.All(each => each.IsSimulated);

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsClosed => Calls.Closing.IsCancellationRequested;

    /// <summary>The health of every peer and device. Blocks; a peer that does not answer gives a fault, not an exception.</summary>
    public HealthReport Health => Calls.Run(new BlockingCall("Reading the health of the lab"), GetHealthAsync);

    /// <summary>The blocking calls of this lab.</summary>
    internal LabCalls Calls { get; }

    /// <summary>The open panels of its devices.</summary>
    internal LabPanels Panels { get; } = new();

    /// <summary>The options as they were when the lab was made.</summary>
    internal LabOptions Options => _options;

    /// <summary>The simulated peers that this lab owns, or null.</summary>
    internal SimulatedPeers? Simulation { get; }

    /// <summary>The connections, for the parts of the facade.</summary>
    internal IReadOnlyList<ILabConnection> Connections => _connections;

    /// <summary>
    /// The whole bench for a notebook: a table of all devices that follows them, a slider for each motor, and a button that stops
    /// them all. Show it as the last expression of a cell. Closes with the lab.
    /// </summary>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Dashboard() => new DashboardPanel(this);

    /// <summary>Interrupts every blocking call of this lab that is under way, from any thread. Moving devices are asked to stop.</summary>
    public void Interrupt() => Calls.Interrupt();

    /// <summary>Reads the health of every peer and device, in parallel.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<HealthReport> GetHealthAsync(CancellationToken cancellationToken = default)
    {
        Calls.ThrowIfClosed();
        var peers = _connections.Select(each => each.GetHealthAsync(cancellationToken).AsTask());
        var devices = Devices.Select(device => device.GetHealthAsync(cancellationToken));
        var peerFacts = await Task.WhenAll(peers).ConfigureAwait(false);
        var reports = await Task.WhenAll(devices).ConfigureAwait(false);
        return HealthReport.Join(this, peerFacts.Zip(_connections, (facts, each) => (each.Endpoint, facts)), reports);
    }

    /// <summary>Watches device states in a plain <c>foreach</c>. Blocks for each state, until the loop is left or interrupted.</summary>
    /// <param name="ids">Only these devices; empty for all.</param>
    /// <param name="maxRateHz">Most updates of a device in a second, at most 100. Default 10; 0 leaves it to the peer.</param>
    /// <param name="includeSnapshot">Begins with the state of every device. Default true.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public IEnumerable<DeviceState> States(
        IReadOnlyList<string>? ids = null, double maxRateHz = 10, bool includeSnapshot = true, CancellationToken cancellationToken = default) =>
        Calls.Enumerate(new BlockingCall("Watching device states"), token => StatesAsync(ids, maxRateHz, includeSnapshot, token), cancellationToken);

    /// <summary>Watches device states.</summary>
    /// <inheritdoc cref="States" path="/param"/>
    public IAsyncEnumerable<DeviceState> StatesAsync(
        IReadOnlyList<string>? ids = null, double maxRateHz = 10, bool includeSnapshot = true, CancellationToken cancellationToken = default)
    {
        Calls.ThrowIfClosed();
        var devices = (ids ?? []).Select(id => Devices.Find(id).Description).ToArray();
        var streams = _connections
            .Select(each => (Connection: each, Ids: devices.Where(device => device.Endpoint == each.Endpoint).Select(device => device.Id).ToArray()))
            .Where(pair => devices.Length == 0 || pair.Ids.Length > 0)
            .Select(pair => (Func<CancellationToken, IAsyncEnumerable<DeviceState>>)(token =>
                pair.Connection.StatesAsync(pair.Ids, maxRateHz, includeSnapshot, token)))
            .ToArray();
        return MergedStreams.Merge(streams, Calls.Closing, cancellationToken);
    }

    /// <summary>Returns the lab with its devices and their state at this moment. Blocks for at most 3 s; errors stand in it.</summary>
    public MimeBundle ToMimeBundle() => LabView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => LabView.Of(this).ToHtml();

    /// <summary>Returns endpoints and number of devices in one line. Does not ask anybody.</summary>
    public override string ToString() => LabView.Line(this);

    /// <summary>Closes the connections: streams end, later calls fail. Blocks for at most 5 s; harmless when repeated.</summary>
    public void Dispose() => Blocking.Run(
        async _ => await DisposeAsync().ConfigureAwait(false),
        new BlockingCall("Closing the lab") { IsInterruptible = false, Timeout = TimeSpan.FromSeconds(5) });

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync() => new(_closed.Value);

    private async Task CloseAsync()
    {
        Panels.CloseAll();

        // Streams and calls end first: a peer is told before its connection goes away.
        Calls.Close();
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        if (Simulation is { } simulation)
        {
            await simulation.DisposeAsync().ConfigureAwait(false);
        }

        await CloseTapeAsync().ConfigureAwait(false);
    }
}
