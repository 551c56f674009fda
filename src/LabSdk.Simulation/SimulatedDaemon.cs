using System.Globalization;
using LabSdk.Daq.Wire;
using LabSdk.Grpc.Server;
using LabSdk.Options;
using LabSdk.Simulation.Daq;

namespace LabSdk.Simulation;

/// <summary>
/// A daq daemon without hardware: real sockets, real protocol, simulated devices. It can be killed and restarted, and its
/// calls can be made to fail.
/// </summary>
/// <remarks>Thread-safe, except that <see cref="KillAsync"/>, <see cref="RestartAsync"/> and disposal must not overlap.</remarks>
/// <example>
/// <code>
/// await using var daemon = await SimulatedDaemon.StartAsync();
/// using var lab = Lab.Connect(daemon.Address);
/// </code>
/// </example>
public sealed class SimulatedDaemon : IAsyncDisposable
{
    private readonly SimulatedDaemonOptions _options;
    private DaemonState? _state;
    private GrpcServer? _server;
    private int _generation;
    private bool _disposed;

    private SimulatedDaemon(SimulatedDaemonOptions options)
    {
        _options = options;
        Faults = new DaemonFaults(options.Time);
    }

    /// <summary>The TCP port; it stays the same over restarts.</summary>
    public int Port { get; private set; }

    /// <summary>The address as a client takes it: <c>http://127.0.0.1:50051</c>, or <c>https://...</c> with a certificate.</summary>
    public string Address { get; private set; } = "";

    /// <summary>True while the daemon accepts calls.</summary>
    public bool IsRunning => _server is not null;

    /// <summary>The profile it was started with.</summary>
    public SimulatedDaemonProfile Profile => _options.Profile;

    /// <summary>Faults to come.</summary>
    public DaemonFaults Faults { get; }

    /// <summary>Counts of the calls that arrived.</summary>
    public DaemonCalls Calls { get; } = new();

    internal DaemonState State => _state ?? throw new InvalidOperationException("The daemon does not run.");

    /// <summary>Starts a daemon; it accepts calls when the task completes.</summary>
    /// <param name="options">How it is set up; null takes the defaults. Copied: later changes have no effect.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LabConfigurationException">One or more options are not valid; the message lists all of them.</exception>
    /// <exception cref="LabConnectionException">The port cannot be opened, for example because it is taken.</exception>
    public static async Task<SimulatedDaemon> StartAsync(
        SimulatedDaemonOptions? options = null, CancellationToken cancellationToken = default)
    {
        var copy = (options ?? new SimulatedDaemonOptions()).Copy();
        OptionsValidator.Validate(copy, "the simulated daemon");
        var daemon = new SimulatedDaemon(copy);
        await daemon.LaunchAsync(copy.Port, cancellationToken).ConfigureAwait(false);
        return daemon;
    }

    /// <summary>Ends the daemon like a killed process: connections are reset in the middle of whatever they carry.</summary>
    public async Task KillAsync()
    {
        var (server, state) = (_server, _state);
        (_server, _state) = (null, null);
        if (server is not null)
        {
            await server.AbortAsync().ConfigureAwait(false);
            state?.Dispose();
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts the daemon again on the same port, killing it first if it runs: positions, presets and runs are lost.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LabConnectionException">Somebody else took the port meanwhile.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await KillAsync().ConfigureAwait(false);
        await LaunchAsync(Port, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cuts all connections while the daemon goes on, as a pulled and replugged cable would.</summary>
    public void CutConnections() => _server?.CutConnections();

    /// <summary>Adds an error to the daemon's health history, for trying out health panels and alarms.</summary>
    /// <param name="module">The module that has the error, for example <c>hardware_registry</c>.</param>
    /// <param name="message">What happened.</param>
    /// <param name="isCritical">True for critical, which makes the whole daemon critical; false for an error.</param>
    /// <exception cref="InvalidOperationException">The daemon does not run.</exception>
    public void ReportHealthError(string module, string message, bool isCritical = false) => State.Health.Report(new HealthErrorRecord
    {
        ModuleName = module,
        Message = message,
        Severity = isCritical ? ErrorSeverityLevel.ErrorSeverityCritical : ErrorSeverityLevel.ErrorSeverityError,
        TimestampNs = _options.Time.Nanoseconds(),
    });

    /// <summary>Ends the daemon. Harmless when called again.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await KillAsync().ConfigureAwait(false);
    }

    /// <summary>What it is and where, for example <c>simulated daq daemon (bench) at http://127.0.0.1:50051</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"simulated daq daemon ({Profile.ToString().ToLowerInvariant()}) at {Address}{(IsRunning ? "" : ", not running")}");

    private async Task LaunchAsync(int port, CancellationToken cancellationToken)
    {
        var state = new DaemonState(_options, _generation++);
        try
        {
            var server = await GrpcServer.StartAsync(ServerSetup.For(_options, port, state, Faults, Calls), cancellationToken)
                .ConfigureAwait(false);
            (_server, _state, Port) = (server, state, server.Port);
            Address = server.Address.GetLeftPart(UriPartial.Authority);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }
}
