using LabSdk.Options;

namespace LabSdk.Daq;

/// <summary>
/// A client of one rust-daq daemon: the calls used most are here, all 124 methods of the daemon are in the groups below.
/// Two connections are kept, one for calls and one for streams, so that a stalled stream holds up no command.
/// </summary>
/// <remarks>Thread-safe, not bound to a thread. Dispose it to stop the cameras it started and to close the connections.</remarks>
/// <example>
/// <code>
/// await using var daq = await DaqClient.ConnectAsync("localhost:50051");
/// await daq.MoveAbsoluteAsync("mock_stage", 10, waitForCompletion: true);
/// Console.WriteLine(await daq.Hardware.ReadValueAsync("mock_power_meter"));
/// </code>
/// </example>
public sealed partial class DaqClient : IAsyncDisposable
{
    private readonly DaqConnection _connection;
    private readonly Lazy<Task> _closed;

    private DaqClient(DaqAddress address, DaqOptions options)
    {
        _connection = new DaqConnection(address, options, DaqControl.ProbeAsync);
        Control = new DaqControl(_connection);
        Hardware = new DaqHardware(_connection);
        RunEngine = new DaqRunEngine(_connection, Hardware);
        Presets = new DaqPresets(_connection, Hardware);
        Scans = new DaqScans(_connection);
        Modules = new DaqModules(_connection);
        Storage = new DaqStorage(_connection);
        Plugins = new DaqPlugins(_connection);
        Health = new DaqHealth(_connection);
        GrpcHealth = new DaqGrpcHealth(_connection);
        NiDaq = new DaqNiDaq(_connection);
        Devices = new DaqDevices(_connection, Hardware);
        _closed = new Lazy<Task>(CloseAsync);
    }

    /// <summary>The daemon's address.</summary>
    public DaqAddress Address => _connection.Address;

    /// <summary>The daemon's address as text for messages, without secrets.</summary>
    public string Endpoint => _connection.Endpoint;

    /// <summary>What the daemon said about itself when the client connected.</summary>
    public DaqDaemonInfo Daemon { get; private set; } = new("", [], [], TimeSpan.Zero);

    /// <summary>Where the connection stands, as of the last call or check.</summary>
    public DaqConnectionStatus Status => _connection.Reachability.Status;

    /// <summary>Devices, motion, readings, triggers, exposure, lasers, frames and parameters.</summary>
    public DaqHardware Hardware { get; }

    /// <summary>Scripts, daemon information and the measurement stream.</summary>
    public DaqControl Control { get; }

    /// <summary>Plans that the daemon runs itself, and their documents.</summary>
    public DaqRunEngine RunEngine { get; }

    /// <summary>Stored device settings.</summary>
    public DaqPresets Presets { get; }

    /// <summary>The older scan service, which the daemon is going to drop: prefer <see cref="RunEngine"/>.</summary>
    public DaqScans Scans { get; }

    /// <summary>Modules such as the power monitor.</summary>
    public DaqModules Modules { get; }

    /// <summary>Recordings, acquisition files and the ring buffer.</summary>
    public DaqStorage Storage { get; }

    /// <summary>Instruments defined by files; most daemons are built without them.</summary>
    public DaqPlugins Plugins { get; }

    /// <summary>The daemon's view of its own health.</summary>
    public DaqHealth Health { get; }

    /// <summary>The standard health service of gRPC.</summary>
    public DaqGrpcHealth GrpcHealth { get; }

    /// <summary>Cards of National Instruments.</summary>
    public DaqNiDaq NiDaq { get; }

    /// <summary>The devices as motors, detectors, cameras and so on, with the contracts of the lab.</summary>
    public DaqDevices Devices { get; }

    /// <summary>Raised after each change of <see cref="Status"/>, from a background thread; must not block.</summary>
    public event Action<DaqConnectionStatus>? StatusChanged
    {
        add => _connection.Reachability.Changed += value;
        remove => _connection.Reachability.Changed -= value;
    }

    /// <summary>Connects to a daemon and makes sure that it answers.</summary>
    /// <param name="address">The address, as <see cref="DaqAddress"/> takes it; null for <c>DAQ_DAEMON_URL</c>, else this computer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="DaqConnectionException">Nothing answers there, or the daemon wants another token.</exception>
    /// <exception cref="LabConfigurationException">The address cannot be read.</exception>
    public static Task<DaqClient> ConnectAsync(string? address = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(new DaqOptions { Address = address }, cancellationToken);

    /// <summary>Connects to a daemon with options and makes sure that it answers.</summary>
    /// <param name="options">How; copied.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="DaqConnectionException">Nothing answers there, or the daemon wants another token.</exception>
    /// <exception cref="LabConfigurationException">An option or the address is not usable; all faults at once.</exception>
    public static async Task<DaqClient> ConnectAsync(DaqOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options, "the daq client");
        var client = new DaqClient(DaqAddress.ParseOrDefault(options.Address), options.Copy());
        try
        {
            client.Daemon = await client.Control.GetDaemonInfoAsync(cancellationToken).ConfigureAwait(false);
            client._connection.Reachability.StartChecks();
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the daemon can be reached again; returns at once when it can be reached now.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LabException">The daemon refuses us.</exception>
    public Task WaitUntilConnectedAsync(CancellationToken cancellationToken = default) => _connection.Reachability.WaitAsync(cancellationToken);

    /// <summary>Ends the streams, stops the cameras that this client started, and closes the connections. Harmless when repeated.</summary>
    public ValueTask DisposeAsync() => new(_closed.Value);

    private async Task CloseAsync()
    {
        await Hardware.CloseFramesAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
