using LabSdk.Grpc.Server;
using LabSdk.Odp;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.KeyGenerator;
using LabSdk.Options;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation;

/// <summary>
/// A Stream API server over any broker: clients of the platform's gRPC services, in any language, read and write the broker's
/// sessions through it. It is meant for development, tests and small benches: no TLS, no login, everything in one process.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// await using var broker = SimulatedBroker.Start();
/// await using var server = await StreamApiServer.StartAsync($"odp://{broker.Address}");
/// await using var odp = await OdpStreamClient.ConnectAsync(server.Endpoint);
/// </code>
/// </example>
public sealed class StreamApiServer : IAsyncDisposable
{
    private readonly StreamApiState _state;
    private readonly GrpcServer _server;
    private readonly GrpcServer? _keys;
    private readonly OdpClient? _owned;
    private int _disposed;

    private StreamApiServer(StreamApiState state, GrpcServer server, GrpcServer? keys, OdpClient? owned) => (_state, _server, _keys, _owned) = (state, server, keys, owned);

    /// <summary>The port of the services.</summary>
    public int Port => _server.Port;

    /// <summary>The port of the key generator.</summary>
    public int KeyGeneratorPort => (_keys ?? _server).Port;

    /// <summary>The port of the metrics; null when there is none.</summary>
    public int? MetricsPort => _server.PagePort;

    /// <summary>The address as a client takes it: <c>odp+grpc://127.0.0.1:13579</c>.</summary>
    public string Endpoint => $"odp+grpc://{_server.Address.Authority}";

    /// <summary>How it is set up.</summary>
    public StreamApiServerOptions Options => _state.Options;

    /// <summary>What it has counted.</summary>
    public StreamApiCounters Counters => _state.Meters.ToCounters(_state.Connections.Count);

    internal StreamApiState State => _state;

    /// <summary>Starts a server over a broker; it accepts calls when the task completes.</summary>
    /// <param name="broker">The broker, for example <c>odp://localhost:9092?domain=dev</c>.</param>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LabConfigurationException">An address or option cannot be used.</exception>
    /// <exception cref="LabConnectionException">The broker is not reached, or a port is taken.</exception>
    public static async Task<StreamApiServer> StartAsync(string broker, StreamApiServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = await OdpClient.ConnectAsync(broker, cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return await StartAsync(client, client, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts a server over a client of your own, which stays open when the server is disposed.</summary>
    /// <param name="client">The client; its options say how streams are kept apart.</param>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LabConfigurationException">An option cannot be used.</exception>
    /// <exception cref="LabConnectionException">A port is taken.</exception>
    public static Task<StreamApiServer> StartAsync(OdpClient client, StreamApiServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return StartAsync(client, null, options, cancellationToken);
    }

    /// <summary>Cuts all connections of clients but goes on listening.</summary>
    public void CutConnections() => _server.CutConnections();

    /// <summary>Stops it, ending all calls.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _state.EndAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await DisposeAsync(_keys, _owned).ConfigureAwait(false);
        _state.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"Stream API server at {Endpoint} over {_state.Client.Endpoint}";

    private static async Task<StreamApiServer> StartAsync(OdpClient client, OdpClient? owned, StreamApiServerOptions? options, CancellationToken cancellationToken)
    {
        options ??= new StreamApiServerOptions();
        OptionsValidator.Validate(options, "the Stream API server");
        var state = new StreamApiState(client, options);
        GrpcServer? server = null;
        try
        {
            server = await GrpcServer.StartAsync(Services(state), cancellationToken).ConfigureAwait(false);
            var keys = options.KeyGeneratorPort is { } port ? await GrpcServer.StartAsync(KeyService(state, port), cancellationToken).ConfigureAwait(false) : null;
            return new StreamApiServer(state, server, keys, owned);
        }
        catch
        {
            await DisposeAsync(server, null).ConfigureAwait(false);
            state.Dispose();
            throw;
        }
    }

    private static GrpcServerOptions Services(StreamApiState state)
    {
        var options = Basic(state, state.Options.Port);
        options.PagePort = state.Options.MetricsPort;
        options.Pages["/metrics"] = () => state.Meters.ToPrometheus(state.Connections.Count, state.Client);
        options.AddService(binder => SessionManagementService.BindService(binder, new SessionCalls(state)));
        options.AddService(binder => DataFormatManagerService.BindService(binder, new FormatCalls(state)));
        options.AddService(binder => ConnectionManagerService.BindService(binder, new ConnectionCalls(state)));
        options.AddService(binder => PacketReaderService.BindService(binder, new ReaderCalls(state)));
        options.AddService(binder => PacketWriterService.BindService(binder, new WriterCalls(state)));
        options.AddService(binder => UniqueKeyGeneratorService.BindService(binder, new KeyCalls(state)));
        return options;
    }

    private static GrpcServerOptions KeyService(StreamApiState state, int port)
    {
        var options = Basic(state, port);
        options.AddService(binder => UniqueKeyGeneratorService.BindService(binder, new KeyCalls(state)));
        return options;
    }

    private static GrpcServerOptions Basic(StreamApiState state, int port)
    {
        var options = new GrpcServerOptions
        {
            BindAddress = state.Options.BindAddress,
            Port = port,
            MaxReceiveMessageBytes = state.Options.MaxMessageBytes,
            StopTimeout = TimeSpan.Zero,
            TimeProvider = state.Client.Options.Time,
        };
        options.Pages["/"] = static () => "This is a Stream API server of the Open Data Protocol: its services are called with a gRPC client.\n";
        return options;
    }

    private static async ValueTask DisposeAsync(params IReadOnlyList<IAsyncDisposable?> parts)
    {
        foreach (var part in parts)
        {
            if (part is not null)
            {
                await part.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
