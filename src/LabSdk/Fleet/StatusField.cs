using System.Text.Json.Nodes;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Fleet;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk;

/// <summary>
/// A number in the statuses of a device at a gateway, to be moved like a motor: each move sends the last status with that number
/// in it and waits for the command.
/// </summary>
/// <remarks>Thread-safe; moves of two fields of one device should not overlap.</remarks>
public sealed class StatusField : IMovable, IReadable, IScanParticipant
{
    private readonly GatewayDevice _device;
    private readonly JsonPath _path;

    internal StatusField(GatewayDevice device, string path, DeviceLimits limits, string unit)
    {
        (_device, _path, Limits, Unit) = (device, JsonPath.Parse(path), limits, unit);
        Id = path.StartsWith('[') ? $"{device.Id}{path}" : $"{device.Id}.{path}";
    }

    /// <summary>Device and field, for example <c>driving.telemetry.speed</c>; also the name of its column in data.</summary>
    public string Id { get; }

    /// <summary>What is known of the device.</summary>
    public DeviceDescription Description => _device.Description;

    /// <summary>The unit of the number; empty when unknown.</summary>
    public string Unit { get; }

    /// <summary>The allowed range.</summary>
    public DeviceLimits Limits { get; }

    /// <summary>Gets or sets the number: setting sends a status and blocks until its command is there.</summary>
    /// <value>NaN when the last status does not have it.</value>
    /// <exception cref="DeviceException">The value is outside the limits; nothing was sent. Or the status has no place for it.</exception>
    /// <exception cref="FleetCommunicationException">The gateway did not answer.</exception>
    public double Value
    {
        get => _path.ReadOrNaN(Template());
        set => _device.Lab.Calls.Move(Id, () => StartMove(value));
    }

    IScanHost IScanParticipant.ScanHost => _device.Lab;

    double IMovable.Tolerance => 0;

    /// <summary>The number in the last status; NaN when it does not have it.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(Value);

    /// <summary>Starts to send the last status with another number in it and returns at once.</summary>
    /// <param name="target">The number.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <exception cref="DeviceException">The target is outside the limits; nothing is sent.</exception>
    public Motion StartMove(double target, MoveOptions? options = null)
    {
        _device.Lab.Calls.ThrowIfClosed();
        return SettingMotion.Start(Id, target, Unit, Limits, _device.Lab.Options.Timeout, options, SendAsync);
    }

    // A status is there at once or not at all: there is nothing to stop.
    ValueTask IMovable.StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>The number in the last status.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default) =>
        new(new Reading(Value, Unit, _device.Lab.Options.TimeProvider.GetUtcNow(), double.IsNaN(Value) ? ReadingStatus.Invalid : ReadingStatus.Ok));

    /// <summary>Returns the id.</summary>
    public override string ToString() => Id;

    private JsonNode? Template() => _device.Client.LastStatus is { } status && PayloadJson.TryParse(status, out _) ? JsonNode.Parse(status.Span) : null;

    private async Task<double> SendAsync(double value, CancellationToken cancellationToken)
    {
        await _device.Client.SendJsonAsync(_path.Write(Template(), value, _device.Id), cancellationToken: cancellationToken).ConfigureAwait(false);
        return Value;
    }
}
