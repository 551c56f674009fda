using System.Collections.Concurrent;
using System.Text.Json;
using LabSdk.Connecting;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// A device of the lab. Its synchronous members block, time out after <see cref="LabOptions.Timeout"/> and can be
/// interrupted; each has an asynchronous twin.
/// </summary>
/// <remarks>Thread-safe, not bound to a thread. Good for as long as its lab is open.</remarks>
public partial class Device : IDevice, IHealth, IScanParticipant
{
    private readonly DeviceParts _parts;
    private readonly ConcurrentDictionary<Type, Device> _views = new();
    private DeviceParameters? _parameters;

    internal Device(Lab lab, DeviceParts parts)
    {
        Lab = lab;
        _parts = parts;
    }

    /// <summary>The id, unique within its endpoint; also the name of its column in data.</summary>
    public string Id => _parts.Description.Id;

    /// <summary>The name for people.</summary>
    public string Name => _parts.Description.Name;

    /// <summary>What is known of it without asking it: driver, capabilities, metadata, endpoint.</summary>
    public DeviceDescription Description => _parts.Description;

    /// <summary>Its parameters. Does not block until one is used.</summary>
    public DeviceParameters Parameters =>
        _parameters ??= Parts.Parameters is { } parameters
            ? new DeviceParameters(this, parameters, Parts.IsSettable)
            : throw LabErrors.NoFunction(Description, "parameters");

    /// <summary>What it is doing now. Blocks for one read of everything the device can tell.</summary>
    public DeviceState State => Wait($"Reading the state of '{Id}'", GetStateAsync);

    /// <summary>How it is. Blocks; a device that does not answer gives a fault, not an exception.</summary>
    public HealthReport Health => Wait($"Reading the health of '{Id}'", GetHealthAsync);

    /// <summary>The lab it belongs to.</summary>
    internal Lab Lab { get; }

    /// <summary>Its parameters as the connection has them; null when it has none.</summary>
    internal IParameters? ParametersOrNone => _parts.Parameters;

    /// <summary>The id with the endpoint in front, unique within the lab.</summary>
    internal string FullId => $"{Description.Endpoint}/{Id}";

    /// <summary>The lab's methods that give it, best first, as <c>lab.Motor("stage")</c>.</summary>
    internal IEnumerable<string> WaysToGet => Capabilities.WaysToGet(_parts);

    /// <summary>What the connection offers of it.</summary>
    /// <exception cref="LabConnectionException">The lab was closed.</exception>
    private protected DeviceParts Parts
    {
        get
        {
            Lab.Calls.ThrowIfClosed();
            return _parts;
        }
    }

    /// <summary>Brings the device into the state that acquisitions need. Blocks; without effect on devices that need none.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public void Stage(CancellationToken cancellationToken = default) => Do($"Staging '{Id}'", StageAsync, cancellationToken);

    /// <summary>Brings the device back from the state that acquisitions need. Blocks; without effect on devices that need none.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public void Unstage(CancellationToken cancellationToken = default) => Do($"Unstaging '{Id}'", UnstageAsync, cancellationToken);

    /// <summary>Sends a command of the device's driver. Blocks.</summary>
    /// <param name="name">The command, in the driver's words.</param>
    /// <param name="arguments">What to send with it, written as JSON; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The driver's answer as JSON text; empty when it gives none.</returns>
    /// <exception cref="NotSupportedByDeviceException">The device takes no commands.</exception>
    public string Command(string name, object? arguments = null, CancellationToken cancellationToken = default) =>
        Wait($"Sending '{name}' to '{Id}'", token => CommandAsync(name, arguments, token), cancellationToken);

    /// <summary>Reads what it is doing now.</summary>
    /// <inheritdoc cref="Stage" path="/param"/>
    public Task<DeviceState> GetStateAsync(CancellationToken cancellationToken = default) =>
        (Parts.ReadState ?? throw LabErrors.NoFunction(Description, "state to read"))(cancellationToken);

    /// <summary>Reads how it is. A device that does not answer gives a fault, not an exception.</summary>
    /// <inheritdoc cref="Stage" path="/param"/>
    public async Task<HealthReport> GetHealthAsync(CancellationToken cancellationToken = default) =>
        new(Id, await DeviceHealth.ReadAsync(Parts, cancellationToken).ConfigureAwait(false), Description.IsSimulated);

    /// <summary>Brings the device into the state that acquisitions need.</summary>
    /// <inheritdoc cref="Stage" path="/param"/>
    public Task StageAsync(CancellationToken cancellationToken = default) =>
        (Parts.Staging ?? throw LabErrors.NoFunction(Description, "staging")).On(0, cancellationToken);

    /// <summary>Brings the device back from the state that acquisitions need.</summary>
    /// <inheritdoc cref="Stage" path="/param"/>
    public Task UnstageAsync(CancellationToken cancellationToken = default) =>
        (Parts.Staging ?? throw LabErrors.NoFunction(Description, "staging")).Off(cancellationToken);

    /// <summary>Sends a command of the device's driver.</summary>
    /// <inheritdoc cref="Command" path="/param"/>
    /// <inheritdoc cref="Command" path="/returns"/>
    public Task<string> CommandAsync(string name, object? arguments = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var json = arguments is null ? "{}" : JsonSerializer.Serialize(arguments);
        return (Parts.Command ?? throw LabErrors.NoFunction(Description, "commands"))(name, json, cancellationToken);
    }

    IScanHost IScanParticipant.ScanHost => Lab;

    async ValueTask<IReadOnlyList<HealthFact>> IHealth.GetHealthAsync(CancellationToken cancellationToken) =>
        await GetHealthAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The most capable class that fits a device.</summary>
    internal static Device Create(Lab lab, DeviceParts parts) => parts switch
    {
        { Diagnostics: not null } => new DiagnosticDevice(lab, parts),
        { Cxl: not null } => new CxlDevice(lab, parts),
        { Fleet: not null } => new GatewayDevice(lab, parts),
        { Telemetry: not null } => new Telemetry(lab, parts),
        { Frames: not null } => new Camera(lab, parts),
        _ when Capabilities.IsLaser(parts) => new Laser(lab, parts),
        { Movable: not null } => new Motor(lab, parts),
        { Readable: not null } => new Detector(lab, parts),
        { IsSettable: true } => new Settable(lab, parts),
        _ => new Device(lab, parts),
    };

    /// <summary>This device as another class; always the same object for the same class.</summary>
    internal T As<T>(Func<Lab, DeviceParts, T> make, Func<DeviceParts, bool> fits, string wanted)
        where T : Device
    {
        if (this is T fitting)
        {
            return fitting;
        }

        return fits(Parts)
            ? (T)_views.GetOrAdd(typeof(T), static (_, made) => made.make(made.lab, made.parts), (make, lab: Lab, parts: _parts))
            : throw LabErrors.WrongCapability(_parts, wanted);
    }

    internal bool IsSameDevice(DeviceParts parts) => _parts.IsSameDevice(parts);

    /// <summary>The one way from a synchronous member to its asynchronous twin.</summary>
    private protected T Wait<T>(string what, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(Call(what), operation, cancellationToken);

    /// <inheritdoc cref="Wait"/>
    private protected T WaitValue<T>(string what, Func<CancellationToken, ValueTask<T>> operation, CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(Call(what), token => operation(token).AsTask(), cancellationToken);

    /// <inheritdoc cref="Wait"/>
    private protected void Do(string what, Func<CancellationToken, Task> operation, CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(Call(what), operation, cancellationToken);

    private protected BlockingCall Call(string what) => new(what) { DeviceId = Id, Endpoint = Description.Endpoint };
}
