using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk;

public sealed partial class Lab
{
    /// <summary>
    /// Every device of every endpoint, and those that did not start, as they were when the lab connected or was last
    /// refreshed. Does not block. Show it as the last expression of a cell for a table with health.
    /// </summary>
    public DeviceTable Devices { get; private set; }

    /// <summary>A device by its id, as the most capable class that fits: a <see cref="LabSdk.Motor"/>, <see cref="LabSdk.Camera"/> and so on.</summary>
    /// <param name="id">The id, for example <c>mock_stage</c>; with its endpoint in front (<c>daq://host:50051/mock_stage</c>) where several endpoints have one.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are named. The list was asked for again before.</exception>
    public Device Device(string id) => FindOrRefresh(id);

    /// <summary>A device that can be brought to a position.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device is not movable; the message says what it is.</exception>
    public Motor Motor(string id) => FindOrRefresh(id).As(static (lab, parts) => new Motor(lab, parts), static parts => parts.Movable is not null, "movable");

    /// <summary>A device that gives a number when asked.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device is not readable; the message says what it is.</exception>
    public Detector Detector(string id) => FindOrRefresh(id).As(static (lab, parts) => new Detector(lab, parts), static parts => parts.Readable is not null, "readable");

    /// <summary>A device that gives images.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device is not a camera; the message says what it is.</exception>
    public Camera Camera(string id) => FindOrRefresh(id).As(static (lab, parts) => new Camera(lab, parts), static parts => parts.Frames is not null, "a camera");

    /// <summary>A device with a wavelength, a shutter or an emission switch.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device is not a laser; the message says what it is.</exception>
    public Laser Laser(string id) => FindOrRefresh(id).As(static (lab, parts) => new Laser(lab, parts), Capabilities.IsLaser, "a laser");

    /// <summary>A device whose values can be set by name.</summary>
    /// <inheritdoc cref="Device" path="/param"/>
    /// <inheritdoc cref="Device" path="/exception"/>
    /// <exception cref="NotSupportedByDeviceException">The device has nothing that can be set by name; the message says what it is.</exception>
    public Settable Settable(string id) => FindOrRefresh(id).As(static (lab, parts) => new Settable(lab, parts), static parts => parts.IsSettable, "settable");

    /// <summary>Asks every peer for its devices again. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new table, as <see cref="Devices"/> gives it from now on.</returns>
    public DeviceTable Refresh(CancellationToken cancellationToken = default) =>
        Calls.Run(new BlockingCall("Listing the devices"), RefreshAsync, cancellationToken);

    /// <summary>Asks every peer for its devices again.</summary>
    /// <inheritdoc cref="Refresh" path="/param"/>
    /// <inheritdoc cref="Refresh" path="/returns"/>
    public async Task<DeviceTable> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Calls.ThrowIfClosed();
        var inventories = await Task.WhenAll(_connections.Select(each => each.ListDevicesAsync(cancellationToken))).ConfigureAwait(false);
        var known = Devices;
        var devices = inventories
            .SelectMany(inventory => inventory.Devices)
            .Select(parts => IsSimulated ? parts with { Description = parts.Description with { IsSimulated = true } } : parts)
            .Select(parts => known.FirstOrDefault(device => device.IsSameDevice(parts)) ?? LabSdk.Device.Create(this, parts))
            .OrderBy(device => device.Id, StringComparer.Ordinal)
            .ToArray();
        return Devices = new DeviceTable(this, devices, [.. inventories.SelectMany(inventory => inventory.Failures)]);
    }

    private Device FindOrRefresh(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Calls.ThrowIfClosed();

        // Devices can appear while we are connected (plug-ins): ask once more before saying no.
        return Devices.TryFind(id) ?? Refresh().Find(id);
    }
}
