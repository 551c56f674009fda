using System.Net;
using System.Net.Sockets;
using LabSdk.Fleet;
using LabSdk.Simulation.Fleet;

namespace LabSdk.Simulation;

/// <summary>
/// A module gateway in this process that behaves as the real one over real sockets: connects, priorities, commands of the
/// cloud, silence, and faults on demand.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// await using var gateway = SimulatedGateway.Start();
/// await using var button = await FleetClient.ConnectAsync("127.0.0.1", gateway.Port, new FleetDevice(FleetModule.Example, 0, "left_button"));
/// </code>
/// </example>
public sealed class SimulatedGateway : IAsyncDisposable, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<GatewayReport> _reports = new();
    private readonly GatewayWork _work;
    private GatewayListener? _listener;
    private long _reportCount;

    private SimulatedGateway(SimulatedGatewayOptions options)
    {
        Options = options;
        _work = new GatewayWork(options, new ModuleHandler(options, Report), Faults, new SemaphoreSlim(options.IoThreads));
    }

    /// <summary>How it is set up.</summary>
    public SimulatedGatewayOptions Options { get; }

    /// <summary>The port; it stays the same over <see cref="Stop"/> and <see cref="Restart"/>.</summary>
    public int Port { get; private set; }

    /// <summary>The address, for example <c>127.0.0.1:41234</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>What goes wrong, and when.</summary>
    public GatewayFaults Faults { get; } = new();

    /// <summary>The devices that are registered.</summary>
    public IReadOnlyList<RegisteredDevice> Devices => _work.Handler.Devices;

    /// <summary>Connections that are open, registered or not.</summary>
    public int OpenConnections => _listener?.Open ?? 0;

    /// <summary>Connections since the last start.</summary>
    public long AcceptedConnections => _listener?.Accepted ?? 0;

    /// <summary>Reports to the cloud since the start, those that are no longer kept too.</summary>
    public long ReportCount
    {
        get
        {
            lock (_gate)
            {
                return _reportCount;
            }
        }
    }

    /// <summary>The last reports to the cloud, the oldest first.</summary>
    public IReadOnlyList<GatewayReport> Reports
    {
        get
        {
            lock (_gate)
            {
                return [.. _reports];
            }
        }
    }

    /// <summary>Raised for each report to the cloud, from a background thread; must not block.</summary>
    public event Action<GatewayReport>? Reported;

    /// <summary>Starts a gateway.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static SimulatedGateway Start(SimulatedGatewayOptions? options = null)
    {
        var gateway = new SimulatedGateway(options ?? new SimulatedGatewayOptions());
        gateway.Listen(gateway.Options.Port);
        return gateway;
    }

    /// <summary>The cloud sends a command. It waits for the device's next status; a push-only module sends it at once.</summary>
    /// <param name="role">The device's role. It must be the only device with it.</param>
    /// <param name="command">The command.</param>
    public CloudAnswer QueueCommand(string role, ReadOnlyMemory<byte> command) =>
        Devices.Where(each => each.Device.Role == role).ToArray() is [var only] ? QueueCommand(only.Device, command) : CloudAnswer.DeviceNotConnected;

    /// <summary>The cloud sends a command. It waits for the device's next status; a push-only module sends it at once.</summary>
    /// <param name="device">The device; its name and priority do not matter.</param>
    /// <param name="command">The command.</param>
    public CloudAnswer QueueCommand(FleetDevice device, ReadOnlyMemory<byte> command)
    {
        ArgumentNullException.ThrowIfNull(device);
        var (answer, connection, registered, push) = _work.Handler.Command(DeviceKey.Of(device), command.ToArray());
        if (connection is not null)
        {
            _ = PushAsync(connection, registered!, push);
        }

        return answer;
    }

    /// <summary>Stops listening and closes all connections, as a gateway that is killed. The cloud's reports are kept.</summary>
    public void Stop()
    {
        GatewayListener? listener;
        lock (_gate)
        {
            (listener, _listener) = (_listener, null);
        }

        listener?.Dispose();
    }

    /// <summary>Stops, and listens again on the same port.</summary>
    public void Restart()
    {
        Stop();
        Listen(Port);
    }

    /// <summary>Closes all connections and goes on listening.</summary>
    public void CloseConnections() => _listener?.CloseConnections();

    /// <inheritdoc cref="Stop"/>
    public void Dispose() => Stop();

    /// <inheritdoc cref="Stop"/>
    public async ValueTask DisposeAsync()
    {
        var listener = _listener;
        Stop();
        if (listener is not null)
        {
            await listener.Ended.ConfigureAwait(false);
        }
    }

    private void Listen(int port)
    {
        var listener = new GatewayListener(_work, Options.IsLocalOnly ? IPAddress.Loopback : IPAddress.Any, port);
        Port = listener.Port;
        lock (_gate)
        {
            _listener = listener;
        }
    }

    private static async Task PushAsync(GatewayConnection connection, FleetDevice device, ReadOnlyMemory<byte> command)
    {
        try
        {
            if (!await connection.SendCommandAsync(device, command, CancellationToken.None).ConfigureAwait(false))
            {
                connection.Shut();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The device has gone meanwhile.
        }
    }

    private void Report(GatewayReport report)
    {
        lock (_gate)
        {
            _reportCount++;
            _reports.Enqueue(report);
            while (_reports.Count > Options.KeptReports)
            {
                _reports.Dequeue();
            }
        }

        Reported?.Invoke(report);
    }
}
