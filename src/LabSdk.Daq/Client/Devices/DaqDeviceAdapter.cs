using System.Globalization;
using LabSdk.Devices;
using ParameterChange = LabSdk.Devices.ParameterChange;
using ParameterValue = LabSdk.Devices.ParameterValue;

namespace LabSdk.Daq;

/// <summary>A device of a daemon with the contracts of the lab. Every one has parameters and health; the subclasses add what they can do.</summary>
/// <remarks>Thread-safe.</remarks>
public abstract class DaqDeviceAdapter : IParameters, IHealth
{
    private protected DaqDeviceAdapter(DaqConnection connection, DaqHardware hardware, DaqDevice device)
    {
        Connection = connection;
        Hardware = hardware;
        Device = device;
        Description = Describe(connection, device);
    }

    /// <inheritdoc/>
    public string Id => Device.Id;

    /// <inheritdoc/>
    public DeviceDescription Description { get; }

    /// <summary>The device as the daemon lists it.</summary>
    public DaqDevice Device { get; }

    private protected DaqConnection Connection { get; }

    private protected DaqHardware Hardware { get; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ParameterDescription>> ListParametersAsync(CancellationToken cancellationToken = default) =>
        await Hardware.ListParametersAsync(Id, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ParameterValue> GetParameterAsync(string name, CancellationToken cancellationToken = default) =>
        await Hardware.GetParameterAsync(Id, name, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ParameterValue> SetParameterAsync(string name, object value, CancellationToken cancellationToken = default) =>
        await Hardware.SetParameterAsync(Id, name, value, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public IAsyncEnumerable<ParameterChange> ParameterChangesAsync(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default) =>
        Hardware.StreamParameterChangesAsync(Id, names, cancellationToken);

    /// <summary>Reads everything the device has from its hardware.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DaqDeviceState> GetStateAsync(CancellationToken cancellationToken = default) => Hardware.GetDeviceStateAsync(Id, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HealthFact>> GetHealthAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var state = await GetStateAsync(cancellationToken).ConfigureAwait(false);
            return [state.IsOnline
                ? new HealthFact("online", HealthSeverity.Ok, "online")
                : new HealthFact("online", HealthSeverity.Fault, "the position cannot be read", "Check the device's power and cables.")];
        }
        catch (LabException failure)
        {
            return [new HealthFact("online", HealthSeverity.Fault, failure.Problem, failure.Hint)];
        }
    }

    /// <summary>Returns the id.</summary>
    public override string ToString() => Id;

    private static DeviceDescription Describe(DaqConnection connection, DaqDevice device)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("position unit", device.PositionUnit);
        Add("position limits", device.PositionLimits == DeviceLimits.None ? "" : $"{device.PositionLimits} {device.PositionUnit}".TrimEnd());
        Add("reading unit", device.ReadingUnit);
        Add("frame", device.FrameWidth > 0 ? string.Create(CultureInfo.InvariantCulture, $"{device.FrameWidth} x {device.FrameHeight}") : "");
        Add("bits per pixel", device.BitsPerPixel?.ToString(CultureInfo.InvariantCulture) ?? "");
        Add("exposure limits", device.ExposureLimits == DeviceLimits.None ? "" : $"{device.ExposureLimits} s");
        Add("wavelength limits", device.WavelengthLimits == DeviceLimits.None ? "" : $"{device.WavelengthLimits} nm");
        return new DeviceDescription(device.Id, device.Name, "daq", device.DriverType, Category(device.Category))
        {
            Capabilities = device.Capabilities,
            Metadata = metadata,
            Endpoint = connection.Endpoint,
            IsSimulated = connection.Options.IsSimulated,
        };

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                metadata[name] = value;
            }
        }
    }

    private static string Category(DaqDeviceCategory category) => category switch
    {
        DaqDeviceCategory.Camera => "camera",
        DaqDeviceCategory.Stage => "stage",
        DaqDeviceCategory.Detector => "detector",
        DaqDeviceCategory.Laser => "laser",
        DaqDeviceCategory.PowerMeter => "power meter",
        _ => "other",
    };
}
