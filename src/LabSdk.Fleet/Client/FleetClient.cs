using LabSdk.Fleet.Client;
using LabSdk.Fleet.Transport;
using LabSdk.Fleet.Wire;
using LabSdk.Fleet.Wire.Messages;
using LabSdk.Options;

namespace LabSdk.Fleet;

/// <summary>
/// A device at a gateway of the fleet protocol: sends statuses, and gets a command as the answer to each. Commands that come
/// unasked are kept in a queue and told by an event.
/// </summary>
/// <remarks>
/// Thread-safe: exchanges run one after the other, in the order they were asked for. A status whose answer was lost is sent
/// again on a new connection, so a gateway may act on it twice; the protocol cannot tell.
/// </remarks>
/// <example>
/// <code>
/// await using var button = await FleetClient.ConnectAsync("fleet://127.0.0.1:8888/1000/0/left_button?name=button1");
/// var command = await button.SendStatusAsync(ExampleStatus.Pressed);
/// Console.WriteLine(command.Text);
/// </code>
/// </example>
public sealed partial class FleetClient : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly FrameWriter _writer = new();
    private readonly FleetOptions _options;
    private readonly DeviceMessage _message;
    private volatile FleetState _state = FleetState.Disconnected;
    private volatile FleetCommand? _lastCommand;
    private FleetConnection? _connection;
    private Exception? _endedBy;

    private FleetClient(string host, int port, FleetDevice device, FleetOptions options)
    {
        OptionsValidator.Validate(options, "the fleet client");
        (Host, Port, Device, _options) = (host, port, device, options.Copy());
        _message = FrameWriter.ToMessage(device);
        _log = new ExchangeLog(_options.History);
        _pushed = NewQueue();
        _watchTimer = new Timer(_ => BeginWatch(), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>The gateway's host.</summary>
    public string Host { get; }

    /// <summary>The gateway's port.</summary>
    public int Port { get; }

    /// <summary>The gateway, for messages.</summary>
    public string Endpoint => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>What this client says it is.</summary>
    public FleetDevice Device { get; }

    /// <summary>Where the client stands.</summary>
    public FleetState State => _state;

    /// <summary>
    /// True while connected as far as is known. A connection that the gateway closes while nothing is under way is noticed
    /// after a moment; one that vanishes without a word is noticed by the next status.
    /// </summary>
    public bool IsConnected => _state == FleetState.Connected;

    /// <summary>The answer to the last status that was answered, also of a destroyed client; null before the first.</summary>
    public FleetCommand? LastCommand => _lastCommand;

    /// <summary>The last status that was sent; null before the first.</summary>
    public ReadOnlyMemory<byte>? LastStatus => Volatile.Read(ref _lastStatus) is { } status ? status : (ReadOnlyMemory<byte>?)null;

    /// <summary>Connects to a gateway.</summary>
    /// <param name="address">For example <c>fleet://127.0.0.1:8888/1000/0/left_button?name=button1&amp;priority=0</c>, with options of <see cref="FleetOptions"/> behind.</param>
    /// <param name="options">How; null for the defaults. Options in the address win.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LabConfigurationException">The address or an option is not valid.</exception>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached or does not answer as one.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refuses the device.</exception>
    public static Task<FleetClient> ConnectAsync(string address, FleetOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(FleetAddress.Parse(address), options, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(string, FleetOptions?, CancellationToken)"/>
    public static Task<FleetClient> ConnectAsync(FleetAddress address, FleetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ConnectAsync(address.Host, address.Port, address.Device, address.Apply(options ?? new FleetOptions()), cancellationToken);
    }

    /// <summary>Connects to a gateway.</summary>
    /// <param name="host">A name or an address, IPv4 or IPv6. All addresses of a name are tried in turn.</param>
    /// <param name="port">1 to 65535. The protocol has no default; 8888 and 1636 are common.</param>
    /// <param name="device">What to connect as.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">The host is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is none.</exception>
    /// <exception cref="LabConfigurationException">An option is not valid; all faults at once.</exception>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached or does not answer as one.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refuses the device.</exception>
    public static async Task<FleetClient> ConnectAsync(string host, int port, FleetDevice device, FleetOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        ArgumentNullException.ThrowIfNull(device);
        var client = new FleetClient(host, port, device, options ?? new FleetOptions());
        try
        {
            await client.ConnectAsync(isReconnect: false, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            client.Destroy();
            throw;
        }

        client.StartKeepAlive();
        client.WatchSoon();
        return client;
    }

    /// <summary>The answer to the last status, as the reference client gives it: not consumed, the same for every call.</summary>
    /// <exception cref="FleetClientDestroyedException">The client is destroyed. <see cref="LastCommand"/> can still be read.</exception>
    /// <exception cref="FleetNoCommandException">No status was answered yet.</exception>
    public FleetCommand GetCommand()
    {
        ThrowIfDestroyed("Reading the command");
        return _lastCommand ?? throw new FleetNoCommandException($"There is no command for {Device} at {Endpoint} yet.") { DeviceId = Device.Role, Endpoint = Endpoint };
    }

    /// <summary>
    /// Closes the connection and ends the client; harmless when repeated. A status that is under way ends with
    /// <see cref="FleetClientDestroyedException"/>. Nothing is sent: the protocol has no goodbye.
    /// </summary>
    public void Destroy() => End(cause: null);

    /// <inheritdoc cref="Destroy"/>
    public ValueTask DisposeAsync()
    {
        Destroy();
        return default;
    }

    /// <summary>Returns what it is and where, for messages.</summary>
    public override string ToString() => $"FleetClient({Device} at {Endpoint}, {State})";

    private void End(Exception? cause)
    {
        FleetConnection? connection;
        lock (_gate)
        {
            if (_state == FleetState.Destroyed)
            {
                return;
            }

            _endedBy = cause;
            (connection, _connection) = (_connection, null);
        }

        Become(FleetState.Destroyed);
        CountBytes(connection);
        _lifetime.Cancel();
        connection?.Dispose();
        _watchTimer.Dispose();
        _pushed.Writer.TryComplete();
        _events.End();
    }

    private void ThrowIfDestroyed(string doing)
    {
        if (_state == FleetState.Destroyed)
        {
            throw Destroyed(doing);
        }
    }

    private FleetClientDestroyedException Destroyed(string doing) =>
        new($"{doing} failed: the client of {Device} at {Endpoint} is destroyed{(_endedBy is null ? "" : " because of an earlier failure")}.", _endedBy)
        {
            DeviceId = Device.Role,
            Endpoint = Endpoint,
        };
}
