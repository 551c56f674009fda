using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>One parameter of a device. A numeric one can be scanned like a motor and read like a detector.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// camera.Parameters["exposure_s"].Value = 0.02;
/// Scan(camera.Parameters["exposure_s"], 0.01, 0.1, steps: 10).Read(power).Run()
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class Parameter : IMovable, IReadable, IDisplayable, IScanParticipant
{
    private readonly Device _device;
    private readonly IParameters _parameters;

    internal Parameter(Device device, IParameters parameters, ParameterDescription description)
    {
        _device = device;
        _parameters = parameters;
        Info = description;
        Id = $"{device.Id}.{description.Name}";
    }

    /// <summary>Device and parameter, for example <c>mock_camera.exposure_s</c>; also the name of its column in data.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name => Info.Name;

    /// <summary>Type, unit, range and choices, as the device tells.</summary>
    public ParameterDescription Info { get; }

    /// <summary>What is known of the device.</summary>
    public DeviceDescription Description => _device.Description;

    /// <summary>The unit; empty when unknown.</summary>
    public string Unit => Info.Unit;

    /// <summary>The published range; open when there is none. The device may check a narrower one.</summary>
    public DeviceLimits Limits => Info.Limits;

    /// <summary>
    /// The value: a <see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="string"/> as
    /// <see cref="Info"/> says, null when the device has none. Reading asks the device; setting blocks until it is set.
    /// </summary>
    /// <exception cref="LabConfigurationException">The value is of the wrong type or out of range.</exception>
    public object? Value
    {
        get => Read().Value;
        set => Set(value ?? throw new ArgumentNullException(nameof(value)));
    }

    IScanHost IScanParticipant.ScanHost => Lab;

    internal Lab Lab => _device.Lab;

    double IMovable.Tolerance => 0;

    /// <summary>Reads the value as a type. Blocks.</summary>
    /// <typeparam name="T">For example <see cref="double"/>, <see cref="int"/>, <see cref="bool"/>, <see cref="string"/> or an enum.</typeparam>
    /// <exception cref="InvalidCastException">The value is not of that type.</exception>
    public T Get<T>() => ParameterValues.As<T>(Id, Read().Value);

    /// <summary>Reads value, unit and time. Blocks.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ParameterValue Read(CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(Call($"Reading '{Id}'"), token => GetAsync(token).AsTask(), cancellationToken);

    /// <summary>Sets the value. Blocks until it is set.</summary>
    /// <param name="value">A number, bool, text or enum value.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value read back.</returns>
    /// <exception cref="LabConfigurationException">The value is of the wrong type or out of range.</exception>
    public ParameterValue Set(object value, CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(Call($"Setting '{Id}'"), token => SetAsync(value, token).AsTask(), cancellationToken);

    /// <summary>Watches changes of this parameter, whoever makes them, in a plain <c>foreach</c>. Blocks for each change.</summary>
    /// <param name="cancellationToken">Ends the loop.</param>
    public IEnumerable<ParameterChange> Changes(CancellationToken cancellationToken = default) =>
        Lab.Calls.Enumerate(Call($"Watching '{Id}'"), ChangesAsync, cancellationToken);

    /// <summary>Reads value, unit and time.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ValueTask<ParameterValue> GetAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return _parameters.GetParameterAsync(Name, cancellationToken);
    }

    /// <summary>Sets the value.</summary>
    /// <inheritdoc cref="Set" path="/param"/>
    /// <inheritdoc cref="Set" path="/returns"/>
    /// <inheritdoc cref="Set" path="/exception"/>
    public ValueTask<ParameterValue> SetAsync(object value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        Lab.Calls.ThrowIfClosed();
        return _parameters.SetParameterAsync(Name, ParameterValues.Check(Id, Info, value), cancellationToken);
    }

    /// <summary>Watches changes of this parameter, whoever makes them.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<ParameterChange> ChangesAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return _parameters.ParameterChangesAsync([Name], cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).AsDouble();

    /// <summary>Starts to set a numeric value and returns at once.</summary>
    /// <param name="target">The new value, in <see cref="Unit"/>.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <exception cref="DeviceException">The target is outside <see cref="Limits"/>; nothing is sent.</exception>
    public Motion StartMove(double target, MoveOptions? options = null)
    {
        Lab.Calls.ThrowIfClosed();
        return SettingMotion.Start(Id, target, Unit, Limits, Lab.Options.Timeout, options, async (value, token) =>
            (await SetAsync(value, token).ConfigureAwait(false)).AsDouble());
    }

    // A parameter is set at once or not at all: there is nothing to stop.
    ValueTask IMovable.StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    async ValueTask<Reading> IReadable.ReadAsync(CancellationToken cancellationToken)
    {
        var value = await GetAsync(cancellationToken).ConfigureAwait(false);
        var number = value.AsDouble();
        return new Reading(number, Unit, value.Timestamp, double.IsNaN(number) ? ReadingStatus.Invalid : ReadingStatus.Ok);
    }

    /// <summary>Returns the parameter with its value at this moment. Blocks for at most 3 s.</summary>
    public MimeBundle ToMimeBundle() => ParametersView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => ParametersView.Of(this).ToHtml();

    /// <summary>Returns name, type and unit. Does not ask the device.</summary>
    public override string ToString() => $"{Id} ({Info.Kind.ToString().ToLowerInvariant()}{(Unit.Length > 0 ? $", {Unit}" : "")})";

    private BlockingCall Call(string what) => new(what) { DeviceId = _device.Id, Endpoint = Description.Endpoint };
}
