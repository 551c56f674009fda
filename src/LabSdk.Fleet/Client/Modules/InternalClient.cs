using LabSdk.Fleet.Client;
using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet;

/// <summary>
/// The client of the reference's Python interface, call for call: constructing it connects, <see cref="SendStatus(byte[], TimeSpan)"/>
/// blocks until the command is there, and a failure that could not be mended destroys it. New code is better off with
/// <see cref="FleetClient"/>, which stays usable, or with <c>Lab.Connect("fleet://...")</c>.
/// </summary>
/// <remarks>
/// Thread-safe. For a module of your own pass its number, or derive: <c>class TramClient(string host, int port, string name, long type,
/// string role) : InternalClient(4711, host, port, name, type, role)</c>.
/// </remarks>
/// <example>
/// <code>
/// using var button = new InternalClient(FleetModule.Example, "127.0.0.1", 8888, "button1", 0, "left_button");
/// button.SendStatus("{\"pressed\": true}", 10);
/// Console.WriteLine(button.GetCommand());
/// </code>
/// </example>
public class InternalClient : IDisposable
{
    private readonly FleetClient _client;

    /// <summary>Connects. Blocks until the gateway has answered.</summary>
    /// <param name="moduleId">The module's number, any 32-bit number; see <see cref="FleetModule"/>.</param>
    /// <param name="hostname">A name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="deviceName">The name for people; may be empty.</param>
    /// <param name="deviceType">The type, 0 to 4294967295.</param>
    /// <param name="deviceRole">The role; may be empty.</param>
    /// <param name="devicePriority">0 to 4294967295; 0, the default, is the highest.</param>
    /// <param name="options">How; null for the defaults of the reference.</param>
    /// <exception cref="ArgumentException">An argument is null, empty where it must not be, out of range, or no text that UTF-8 can carry.</exception>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached or does not answer as one.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refuses the device.</exception>
    public InternalClient(
        long moduleId, string hostname, int port, string deviceName, long deviceType, string deviceRole, long devicePriority = 0, FleetOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moduleId, int.MinValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moduleId, int.MaxValue);
        StrictText.Check(deviceName, nameof(deviceName));
        StrictText.Check(deviceRole, nameof(deviceRole));
        var device = new FleetDevice((int)moduleId, InRange(deviceType, nameof(deviceType)), deviceRole, deviceName, InRange(devicePriority, nameof(devicePriority)));
        _client = Blocking.Run(
            token => FleetClient.ConnectAsync(hostname, port, device, options ?? new FleetOptions { EndsOnFailure = true }, token),
            new BlockingCall($"Connecting to {hostname}:{port} as {device}") { DeviceId = deviceRole });
    }

    /// <summary>The async client below.</summary>
    public FleetClient Client => _client;

    /// <summary>What it connected as.</summary>
    public FleetDevice Device => _client.Device;

    /// <summary>True while connected, as far as is known.</summary>
    public bool IsConnected => _client.IsConnected;

    /// <summary>The answer to the last status, also after the end; null before the first.</summary>
    public FleetCommand? LastCommand => _client.LastCommand;

    /// <summary>Sends a status and blocks until its command is there.</summary>
    /// <param name="data">The status, as its module wants it; may be empty.</param>
    /// <param name="timeout">How long one attempt may take; more than zero, up to 2,147,483,647 ms, or infinite. Up to two attempts and a reconnect are made.</param>
    /// <returns>The command; the reference gives it by <see cref="GetCommand"/> only.</returns>
    /// <exception cref="ArgumentException">An argument is null or out of range; nothing was sent.</exception>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached any more, answered late, or answered with something else.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refused the reconnect.</exception>
    /// <exception cref="FleetClientDestroyedException">The client is destroyed.</exception>
    public FleetCommand SendStatus(byte[] data, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Send(data, timeout);
    }

    /// <inheritdoc cref="SendStatus(byte[], TimeSpan)"/>
    public FleetCommand SendStatus(ReadOnlyMemory<byte> data, TimeSpan timeout) => Send(data, timeout);

    /// <param name="data">A text, sent in UTF-8.</param>
    /// <param name="timeout">How long one attempt may take.</param>
    /// <inheritdoc cref="SendStatus(byte[], TimeSpan)"/>
    public FleetCommand SendStatus(string data, TimeSpan timeout) => Send(StrictText.Encode(data, nameof(data)), timeout);

    /// <param name="data">A text, sent in UTF-8.</param>
    /// <param name="timeout">How long one attempt may take, in seconds.</param>
    /// <inheritdoc cref="SendStatus(byte[], TimeSpan)"/>
    public FleetCommand SendStatus(string data, double timeout) => SendStatus(data, Seconds(timeout));

    /// <param name="data">The status.</param>
    /// <param name="timeout">How long one attempt may take, in seconds.</param>
    /// <inheritdoc cref="SendStatus(byte[], TimeSpan)"/>
    public FleetCommand SendStatus(byte[] data, double timeout) => SendStatus(data, Seconds(timeout));

    /// <summary>The answer to the last status: not consumed, the same for every call.</summary>
    /// <exception cref="FleetClientDestroyedException">The client is destroyed; <see cref="LastCommand"/> can still be read.</exception>
    /// <exception cref="FleetNoCommandException">No status was answered yet.</exception>
    public FleetCommand GetCommand() => _client.GetCommand();

    /// <summary>Closes the connection and ends the client; harmless when repeated.</summary>
    public void Destroy() => _client.Destroy();

    /// <inheritdoc cref="Destroy"/>
    public void Dispose()
    {
        Destroy();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns what the reference's object says of itself, with the role.</summary>
    public override string ToString() =>
        $"InternalClient(moduleId={Device.Module}, deviceName={Device.Name}, deviceType={Device.Type}, deviceRole={Device.Role}, priority={Device.Priority})";

    private FleetCommand Send(ReadOnlyMemory<byte> data, TimeSpan timeout)
    {
        if (_client.State != FleetState.Destroyed)
        {
            _client.Limit(timeout);
        }

        return Blocking.Run(
            token => _client.ExchangeAsync(new StatusToSend(data, timeout), token),
            new BlockingCall($"Sending a status of {Device}") { DeviceId = Device.Role, Endpoint = _client.Endpoint });
    }

    private static TimeSpan Seconds(double timeout) =>
        !(timeout > 0 && timeout <= int.MaxValue) ? throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "Give more than 0 and at most 2,147,483.647 seconds.")
            : TimeSpan.FromSeconds(timeout);

    private static uint InRange(long value, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 0, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, uint.MaxValue, parameter);
        return (uint)value;
    }
}
