using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk;

public sealed partial class Lab
{
    private const string DefaultEndpoint = "localhost:50051";
    private const string EndpointVariable = "DAQ_DAEMON_URL";

    /// <summary>Connects a lab. Blocks until every peer has answered.</summary>
    /// <param name="endpoints">
    /// The addresses, for example <c>localhost:50051</c> or <c>daq://host:50051?timeout=5s</c>; connected in parallel.
    /// None: the environment variable <c>DAQ_DAEMON_URL</c>, else <c>localhost:50051</c>.
    /// </param>
    /// <exception cref="LabConnectionException">A peer could not be reached or refused us; with several endpoints the message lists all failures.</exception>
    /// <exception cref="LabConfigurationException">An address or option is not valid.</exception>
    public static Lab Connect(params string[] endpoints) => Connect(endpoints, null);

    /// <summary>Connects a lab to one peer, with options. Blocks until it has answered.</summary>
    /// <param name="endpoint">The address, for example <c>localhost:50051</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <inheritdoc cref="Connect(string[])" path="/exception"/>
    public static Lab Connect(string endpoint, Action<LabOptions> configure) => Connect([endpoint], configure);

    /// <summary>Connects a lab with options. Blocks until every peer has answered.</summary>
    /// <param name="endpoints">The addresses; none as in <see cref="Connect(string[])"/>.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="Connect(string[])" path="/exception"/>
    public static Lab Connect(IReadOnlyList<string> endpoints, Action<LabOptions>? configure, CancellationToken cancellationToken = default) =>
        Blocking.Run(
            token => ConnectAsync(endpoints, configure, token),
            new BlockingCall("Connecting the lab") { CancellationToken = cancellationToken });

    /// <summary>Connects a lab.</summary>
    /// <inheritdoc cref="Connect(string[])" path="/param"/>
    /// <inheritdoc cref="Connect(string[])" path="/exception"/>
    public static Task<Lab> ConnectAsync(params string[] endpoints) => ConnectAsync(endpoints, null);

    /// <summary>Connects a lab to one peer, with options.</summary>
    /// <param name="endpoint">The address, for example <c>localhost:50051</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="Connect(string[])" path="/exception"/>
    public static Task<Lab> ConnectAsync(string endpoint, Action<LabOptions> configure, CancellationToken cancellationToken = default) =>
        ConnectAsync([endpoint], configure, cancellationToken);

    /// <summary>Connects a lab with options.</summary>
    /// <inheritdoc cref="Connect(IReadOnlyList{string}, Action{LabOptions}, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Connect(string[])" path="/exception"/>
    public static Task<Lab> ConnectAsync(IReadOnlyList<string> endpoints, Action<LabOptions>? configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new LabOptions();
        configure?.Invoke(options);
        return ConnectAsync(endpoints, options, null, null, cancellationToken);
    }

    /// <summary>Connects with connectors and simulated peers of the caller's; the lab then owns the peers.</summary>
    internal static async Task<Lab> ConnectAsync(
        IReadOnlyList<string> endpoints,
        LabOptions options,
        IReadOnlyList<ILabConnector>? connectors,
        SimulatedPeers? simulation,
        CancellationToken cancellationToken)
    {
        OptionsValidator.Validate(options, "the lab");
        options = options.Copy();
        options.Deck = new TapeDeck(options.TimeProvider);
        var addresses = (endpoints.Count > 0 ? endpoints : [FromEnvironment()]).Select(LabEndpoint.Parse).ToArray();
        var connections = await LabConnectors.ConnectAsync(addresses, options, connectors, cancellationToken).ConfigureAwait(false);
        var lab = new Lab(options, connections, simulation);
        try
        {
            await lab.RefreshAsync(cancellationToken).ConfigureAwait(false);
            options.Deck.EndHello();
            Remember(lab);
            return lab;
        }
        catch
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private static string FromEnvironment() =>
        Environment.GetEnvironmentVariable(EndpointVariable) is { } given && !string.IsNullOrWhiteSpace(given) ? given : DefaultEndpoint;
}
