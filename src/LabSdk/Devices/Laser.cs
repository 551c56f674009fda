using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>A light source. Every setting is read back from the device, because a peer may only echo what it was asked.</summary>
public sealed class Laser : Device, IReadable
{
    private readonly IReadable? _power;

    internal Laser(Lab lab, DeviceParts parts)
        : base(lab, parts) => _power = parts.Readable;

    /// <summary>The wavelength in nm. Setting blocks until the laser has it.</summary>
    /// <exception cref="LabConfigurationException">The wavelength is out of range.</exception>
    /// <exception cref="NotSupportedByDeviceException">The laser cannot be tuned.</exception>
    public double Wavelength
    {
        get => Wait($"Reading the wavelength of '{Id}'", GetWavelengthAsync);
        set => Wait($"Tuning '{Id}'", token => SetWavelengthAsync(value, token));
    }

    /// <summary>The range of <see cref="Wavelength"/> in nm; open when the laser names none.</summary>
    public DeviceLimits WavelengthLimits => Tuning.Limits;

    /// <summary>True when the shutter lets light out. Setting blocks until it has moved.</summary>
    /// <exception cref="NotSupportedByDeviceException">The laser has no shutter.</exception>
    public bool ShutterOpen
    {
        get => Wait($"Reading the shutter of '{Id}'", GetShutterOpenAsync);
        set => Wait($"{(value ? "Opening" : "Closing")} the shutter of '{Id}'", token => SetShutterOpenAsync(value, token));
    }

    /// <summary>True when the laser emits. Setting blocks until it was switched.</summary>
    /// <exception cref="DeviceException">An interlock refuses.</exception>
    /// <exception cref="NotSupportedByDeviceException">The emission cannot be switched.</exception>
    public bool Emission
    {
        get => Wait($"Reading the emission of '{Id}'", GetEmissionAsync);
        set => Wait($"Switching the emission of '{Id}' {(value ? "on" : "off")}", token => SetEmissionAsync(value, token));
    }

    /// <summary>The power, read now, in <see cref="Units"/>. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">The laser does not measure its power.</exception>
    public double Power => WaitValue($"Reading the power of '{Id}'", ReadAsync).Value;

    /// <summary>The unit of <see cref="Power"/>; <c>units</c> when the laser names none.</summary>
    public string Units => _power is { Unit.Length: > 0 } named ? named.Unit : "units";

    /// <summary>The wavelength as something to scan: <c>Scan(laser.WavelengthAxis, 700, 900, steps: 21)</c>.</summary>
    /// <exception cref="NotSupportedByDeviceException">The laser cannot be tuned.</exception>
    public SettingAxis WavelengthAxis => new(this, "wavelength", "nm", WavelengthLimits, GetWavelengthAsync, SetWavelengthAsync);

    string IReadable.Unit => _power?.Unit ?? "";

    /// <summary>Reads the wavelength in nm.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<double> GetWavelengthAsync(CancellationToken cancellationToken = default) => Tuning.Get(cancellationToken);

    /// <summary>Tunes the laser and returns the wavelength read back, in nm.</summary>
    /// <param name="nanometres">The wavelength in nm.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<double> SetWavelengthAsync(double nanometres, CancellationToken cancellationToken = default) =>
        Tuning.Set(nanometres, cancellationToken);

    /// <summary>Reads whether the shutter lets light out.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> GetShutterOpenAsync(CancellationToken cancellationToken = default) => Shutter.Get(cancellationToken);

    /// <summary>Moves the shutter and returns what was read back.</summary>
    /// <param name="open">True to let light out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> SetShutterOpenAsync(bool open, CancellationToken cancellationToken = default) => Shutter.Set(open, cancellationToken);

    /// <summary>Reads whether the laser emits.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> GetEmissionAsync(CancellationToken cancellationToken = default) => EmissionSwitch.Get(cancellationToken);

    /// <summary>Switches the emission and returns what was read back.</summary>
    /// <param name="on">True to emit.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> SetEmissionAsync(bool on, CancellationToken cancellationToken = default) => EmissionSwitch.Set(on, cancellationToken);

    /// <summary>Reads the power.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default) =>
        (Parts.Readable ?? throw LabErrors.NoFunction(Description, "power meter")).ReadAsync(cancellationToken);

    private Setting<double> Tuning => Parts.Wavelength ?? throw LabErrors.NoFunction(Description, "wavelength control");

    private Setting<bool> Shutter => Parts.Shutter ?? throw LabErrors.NoFunction(Description, "shutter");

    private Setting<bool> EmissionSwitch => Parts.Emission ?? throw LabErrors.NoFunction(Description, "emission switch");
}
