using System.Collections.Concurrent;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// Asks the devices of a plan for their parameters and settings, all at once and not for long. A device that does not answer is noted:
/// a run must be recorded although one device cannot tell how it is set.
/// </summary>
internal static class DeviceSettings
{
    /// <summary>How long a device may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private const int MostValues = 256;
    private static readonly string[] SecretNames = ["token", "password", "passwd", "secret", "credential", "api_key", "apikey", "private_key"];

    /// <summary>The lab devices behind motors and detectors, each once.</summary>
    public static IReadOnlyList<Device> DevicesOf(ScanPlan plan) =>
    [
        .. plan.Motors.Concat<IDevice>(plan.Detectors).Select(Owner).OfType<Device>().Distinct(),
    ];

    /// <summary>The peers of the devices of a plan, with their versions.</summary>
    public static IReadOnlyList<JournalPeer> PeersOf(ScanPlan plan) =>
    [
        .. DevicesOf(plan).SelectMany(device => device.Lab.Connections.Where(connection => connection.Endpoint == device.Description.Endpoint)).Distinct()
            .Select(connection => new JournalPeer(connection.Endpoint, connection.Peer)),
    ];

    public static async Task<IReadOnlyList<JournalDeviceSettings>> TakeAsync(ScanPlan plan, CancellationToken cancellationToken) =>
        await Task.WhenAll(DevicesOf(plan).Select(device => TakeAsync(device, cancellationToken))).ConfigureAwait(false);

    private static Device? Owner(IDevice device) => device is Device own ? own
        : device is IScanParticipant { ScanHost: Lab lab } ? lab.Devices.FirstOrDefault(each => each.Id == device.Description.Id && each.Description.Endpoint == device.Description.Endpoint)
        : null;

    private static async Task<JournalDeviceSettings> TakeAsync(Device device, CancellationToken cancellationToken)
    {
        var values = new ConcurrentDictionary<string, object?>(StringComparer.Ordinal);
        string? error = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await ReadAsync(device, values, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            error = limit.IsCancellationRequested ? FormattableString.Invariant($"It did not tell everything within {Limit.TotalSeconds:0} s.") : (failure as LabException)?.Problem ?? failure.Message;
        }

        var told = values.OrderBy(value => value.Key, StringComparer.Ordinal).ToDictionary(value => value.Key, value => Shown(value.Key, value.Value), StringComparer.Ordinal);
        return new JournalDeviceSettings(device.Id, device.Description.Endpoint, device.Description.Metadata, JournalJson.Notes(told), error);
    }

    private static async Task ReadAsync(Device device, ConcurrentDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var parts = device.Offered;
        values.Add("device_identifier", parts.Diagnostics?.Client.Config?.DeviceIdentifier);
        if (device is CxlDevice component)
        {
            var identity = await component.ReadIdentityAsync(cancellationToken).ConfigureAwait(false);
            values.Add("firmware", identity.Memory?.FirmwareRevision);
            values.Add("vendor_id", identity.Component?.VendorId);
            values.Add("device_id", identity.Component?.DeviceId);
        }

        if (parts.Movable is { } movable)
        {
            values["position"] = await movable.GetPositionAsync(cancellationToken).ConfigureAwait(false);
        }

        values.Add("exposure_ms", parts.Exposure is { } exposure ? (await exposure.Get(cancellationToken).ConfigureAwait(false)).TotalMilliseconds : null);
        values.Add("wavelength_nm", parts.Wavelength is { } wavelength ? await wavelength.Get(cancellationToken).ConfigureAwait(false) : null);
        values.Add("shutter_open", parts.Shutter is { } shutter ? await shutter.Get(cancellationToken).ConfigureAwait(false) : null);
        values.Add("emission_on", parts.Emission is { } emission ? await emission.Get(cancellationToken).ConfigureAwait(false) : null);
        if (parts.Parameters is { } parameters)
        {
            var list = await parameters.ListParametersAsync(cancellationToken).ConfigureAwait(false);
            foreach (var parameter in list.Where(parameter => parameter.IsReadable).Take(MostValues))
            {
                values[parameter.Name] = (await parameters.GetParameterAsync(parameter.Name, cancellationToken).ConfigureAwait(false)).Value;
            }
        }
    }

    private static void Add(this ConcurrentDictionary<string, object?> values, string name, object? value)
    {
        if (value is not null)
        {
            values[name] = value;
        }
    }

    private static object? Shown(string name, object? value) =>
        SecretNames.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase)) ? Secret.Mask
        : value is string text ? RunNote.Cut(text)
        : value;
}
