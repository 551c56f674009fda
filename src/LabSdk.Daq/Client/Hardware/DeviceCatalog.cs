using LabSdk.Text;

namespace LabSdk.Daq;

/// <summary>The devices of the daemon, fetched once and kept until a refresh is asked for or an id is not found.</summary>
internal sealed class DeviceCatalog(DaqConnection connection, Func<CancellationToken, Task<DaqDeviceList>> fetch)
{
    private volatile DaqDeviceList? _list;

    /// <summary>The list of the last fetch; null before the first.</summary>
    public DaqDeviceList? Last => _list;

    public async ValueTask<DaqDeviceList> GetAsync(CancellationToken cancellationToken) =>
        _list ?? await RefreshAsync(cancellationToken).ConfigureAwait(false);

    public async Task<DaqDeviceList> RefreshAsync(CancellationToken cancellationToken)
    {
        var list = await fetch(cancellationToken).ConfigureAwait(false);
        _list = list;
        return list;
    }

    public async Task<IReadOnlyCollection<string>> RefreshIdsAsync(CancellationToken cancellationToken)
    {
        var list = await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. list.Devices.Select(device => device.Id)];
    }

    /// <summary>A device by its id; asks the daemon again before saying that there is none.</summary>
    public async ValueTask<DaqDevice> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var list = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (Find(list, id) is { } known)
        {
            return known;
        }

        list = await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return Find(list, id) ?? throw Unknown(list, id);
    }

    /// <summary>A device that must have a capability.</summary>
    public async ValueTask<DaqDevice> FindAsync(string id, string capability, CancellationToken cancellationToken)
    {
        var device = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        return device.Can(capability) ? device : throw Lacks(device, capability);
    }

    public NotSupportedByDeviceException Lacks(DaqDevice device, string capability)
    {
        var abilities = device.Capabilities.Count == 0 ? "nothing that the daemon tells of" : string.Join(", ", device.Capabilities);
        var others = _list?.Devices.Where(other => other.Can(capability)).Select(other => other.Id).ToArray() ?? [];
        var hint = others.Length == 0 ? $"No device of this daemon is {capability}." : $"Devices that are {capability}: {string.Join(", ", others)}.";
        return new NotSupportedByDeviceException(
            DaqErrorIds.MissingCapability, $"Device '{device.Id}' is not {capability}; it is {abilities}.", hint)
        {
            DeviceId = device.Id,
            Endpoint = connection.Endpoint,
        };
    }

    private static DaqDevice? Find(DaqDeviceList list, string id) =>
        list.Devices.FirstOrDefault(device => string.Equals(device.Id, id, StringComparison.Ordinal));

    private DeviceException Unknown(DaqDeviceList list, string id)
    {
        var failed = list.RegistrationFailures.FirstOrDefault(failure => failure.DeviceId == id);
        return failed is not null
            ? new DeviceException(DaqErrorIds.UnknownDevice, $"Device '{id}' did not start: {failed.Error}.", "Correct the hardware file or the device, then restart the daemon.") { DeviceId = id, Endpoint = connection.Endpoint }
            : new DeviceException(DaqErrorIds.UnknownDevice, $"The daemon at {connection.Endpoint} has no device '{id}'.", NearestNames.Hint(id, list.Devices.Select(device => device.Id), "devices"))
            {
                DeviceId = id,
                Endpoint = connection.Endpoint,
            };
    }
}
