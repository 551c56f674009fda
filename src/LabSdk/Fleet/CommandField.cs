using LabSdk.Devices;
using LabSdk.Fleet;

namespace LabSdk;

/// <summary>
/// A number in the commands of a device at a gateway, to be read like a detector: <c>Scan(car.StatusField("speed", 0, 10), ...).Read(car.CommandField("limit"))</c>.
/// </summary>
/// <remarks>Thread-safe. A command answers a status: when none was answered since the last reading, the last status is sent again.</remarks>
public sealed class CommandField : IReadable, IScanParticipant
{
    private readonly GatewayDevice _device;
    private readonly JsonPath _path;
    private FleetCommand? _read;

    internal CommandField(GatewayDevice device, string path, string unit)
    {
        (_device, _path, Unit) = (device, JsonPath.Parse(path), unit);
        Id = path.StartsWith('[') ? $"{device.Id}{path}" : $"{device.Id}.{path}";
    }

    /// <summary>Device and field, for example <c>left_button.lit_up</c>; also the name of its column in data.</summary>
    public string Id { get; }

    /// <summary>What is known of the device.</summary>
    public DeviceDescription Description => _device.Description;

    /// <summary>The unit of the number; empty when unknown.</summary>
    public string Unit { get; }

    IScanHost IScanParticipant.ScanHost => _device.Lab;

    /// <summary>Reads the number. Blocks when a status has to be sent for it.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="DeviceException">The command does not have the field.</exception>
    /// <exception cref="FleetNoCommandException">No status was sent yet.</exception>
    /// <exception cref="FleetCommunicationException">The gateway did not answer.</exception>
    public double Read(CancellationToken cancellationToken = default) =>
        _device.WaitFor($"Reading '{Id}'", async token => (await ReadAsync(token).ConfigureAwait(false)).Value, cancellationToken);

    /// <summary>Reads number, unit and time.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <inheritdoc cref="Read" path="/exception"/>
    public async ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        _device.Lab.Calls.ThrowIfClosed();
        var command = _device.Client.LastCommand;
        if (command is not null && ReferenceEquals(command, Volatile.Read(ref _read)))
        {
            command = await _device.Client.SendStatusAsync(_device.Client.LastStatus!.Value, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        command ??= _device.Client.GetCommand();
        Volatile.Write(ref _read, command);
        return new Reading(_path.Read(new GatewayPayload(_device.Client.Device, command, isCommand: true)), Unit, command.ReceivedAt);
    }

    /// <summary>Returns the id.</summary>
    public override string ToString() => Id;
}
