using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

public sealed partial class DaqHardware
{
    /// <summary>Lists the devices and those that did not start. Kept for later look-ups until the next call.</summary>
    /// <param name="capability">
    /// Only devices with this capability, in the words of <see cref="DaqCapabilities"/>; null for all. Filtered here,
    /// because the daemon's own filter knows only five words.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DaqDeviceList> ListDevicesAsync(string? capability = null, CancellationToken cancellationToken = default)
    {
        var list = await Catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return capability is null ? list : list with { Devices = [.. list.Devices.Where(device => device.Can(capability))] };
    }

    /// <summary>Lists the devices by the daemon's own filter: movable, readable, triggerable, frame_producer, exposure_control.</summary>
    /// <param name="capabilityFilter">The word; others are refused by the daemon.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqConfigurationException">The daemon does not know the word.</exception>
    public Task<DaqDeviceList> ListDevicesFilteredAsync(string capabilityFilter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(capabilityFilter);
        return FetchDevicesAsync(capabilityFilter, cancellationToken);
    }

    /// <summary>One device by its id, from the kept list; the daemon is asked again before it is called unknown.</summary>
    /// <param name="deviceId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeviceException">There is no such device; the nearest ids are listed.</exception>
    public ValueTask<DaqDevice> GetDeviceAsync(string deviceId, CancellationToken cancellationToken = default) => Catalog.FindAsync(deviceId, cancellationToken);

    /// <summary>Reads everything a device has from its hardware. Slow on serial devices: to read one value use <see cref="ReadValueAsync"/>.</summary>
    /// <param name="deviceId">The device.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such device.</exception>
    public async Task<DaqDeviceState> GetDeviceStateAsync(string deviceId, CancellationToken cancellationToken = default)
    {
        var call = Call("GetDeviceState", $"Reading the state of '{deviceId}'", deviceId);
        var state = await _connection.CallAsync(
            call, options => _calls.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = deviceId }, options), cancellationToken).ConfigureAwait(false);
        return new DaqDeviceState(state.DeviceId, state.Online)
        {
            Position = state.HasPosition ? state.Position : null,
            Reading = state.HasLastReading ? state.LastReading : null,
            IsArmed = state.HasArmed ? state.Armed : null,
            IsStreaming = state.HasStreaming ? state.Streaming : null,
            Exposure = state.HasExposureMs ? DaqUnits.Exposure(state.ExposureMs) : null,
        };
    }

    /// <summary>Streams the states of devices whenever they change. The daemon polls the hardware at the given rate.</summary>
    /// <param name="deviceIds">The devices; null or empty for all that exist now.</param>
    /// <param name="maxRateHz">Polls in a second, 1 to 100. Default 10; 0 is the daemon's own rate of 5.</param>
    /// <param name="includeSnapshot">True to begin with the state of every device.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="DaqDeviceException">A device does not exist.</exception>
    public async IAsyncEnumerable<DaqStateUpdate> StreamDeviceStateAsync(
        IReadOnlyList<string>? deviceIds = null, double maxRateHz = 10, bool includeSnapshot = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new DeviceStateSubscribeRequest { MaxRateHz = DaqUnits.Hertz(maxRateHz), IncludeSnapshot = includeSnapshot };
        request.DeviceIds.AddRange(deviceIds ?? []);
        var about = request.DeviceIds.Count == 1 ? request.DeviceIds[0] : null;
        var call = Call("SubscribeDeviceState", about is null ? "Watching the device states" : $"Watching the state of '{about}'", about);
        await foreach (var (update, resumed) in ResumingStream.ReadAsync(
            _connection, call, options => _streams.SubscribeDeviceState(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return DaqStateUpdate.From(update, resumed);
        }
    }

    private async Task<DaqDeviceList> FetchDevicesAsync(string? filter, CancellationToken cancellationToken)
    {
        var request = new ListDevicesRequest();
        if (filter is not null)
        {
            request.CapabilityFilter = filter;
        }

        var reply = await _connection.CallAsync(
            Call("ListDevices", "Listing the devices"), options => _calls.ListDevicesAsync(request, options), cancellationToken).ConfigureAwait(false);
        return new DaqDeviceList(
            [.. reply.Devices.Select(DaqDevice.From).OrderBy(device => device.Id, StringComparer.Ordinal)],
            [.. reply.RegistrationFailures.Select(failure => new DaqRegistrationFailure(failure.DeviceId, failure.DeviceName, failure.DriverType, failure.Error))]);
    }
}
