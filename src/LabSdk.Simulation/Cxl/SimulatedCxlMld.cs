using LabSdk.Options;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>
/// A CXL memory device that is divided into logical devices (MLD), with one head or several (MHD). Opened directly it is the
/// logical device of the fabric manager; tunnels lead to the others and, when it has several heads, to the LD Pool CCI.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SimulatedCxlMld : SimulatedCxlComponent
{
    private const int MailboxPayload = 2048, LabelBytes = 4096, EventLogSize = 16;

    private readonly ComponentParts _parts;
    private readonly LogicalDevicePool? _pool;

    /// <summary>Makes a device.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="LabConfigurationException">An option is out of its range.</exception>
    public SimulatedCxlMld(SimulatedCxlMldOptions? options = null)
        : base((options ??= new SimulatedCxlMldOptions()).Name, (ulong)options.SerialNumber, options.Time, MailboxPayload, CxlKernel.Permissive)
    {
        OptionsValidator.Validate(options, "the simulated MLD");
        Options = options;
        LogicalDevices = [.. Enumerable.Range(0, options.LogicalDevices).Select(MakeDevice)];
        _parts = new ComponentParts(this, ComponentIdentity.Type3, CciLink.Any, new FirmwareSlots(2, "SIM MLD 1.0"), EventLogSize, 0);
        Notifier = _parts.Notifier;

        var devices = new LogicalDevices(LogicalDevices, (ulong)options.CapacityUnits);
        List<ICciArea> areas = [new LogicalDevicesArea(devices), new LogicalQosArea(devices.Count), new DynamicCapacityManagerArea([.. LogicalDevices.Select(device => device.DynamicHost)])];
        if (options.Heads > 1)
        {
            areas.Add(new HeadsArea(options.Heads, devices.Count));
            _pool = new LogicalDevicePool(options, areas, Gate);
        }

        areas.ForEach(Commands.Commands.Add);
        Commands.Commands.Add(new LogicalAccessArea((_, device) => devices.Find(device)?.Function));
        Commands.Commands.Add(new TunnelArea((type, id) => type == 0 ? devices.Find(id) : type == 1 ? _pool : null, options.TunnelIncludesMessageType));
    }

    /// <summary>How it is set up.</summary>
    public SimulatedCxlMldOptions Options { get; }

    /// <summary>Its logical devices, by id.</summary>
    public IReadOnlyList<SimulatedCxlDevice> LogicalDevices { get; }

    /// <summary>Stops it and its logical devices.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        foreach (var device in LogicalDevices)
        {
            await device.DisposeAsync().ConfigureAwait(false);
        }

        if (_pool is not null)
        {
            await _pool.DisposeAsync().ConfigureAwait(false);
        }
    }

    private protected override void ResetParts()
    {
        _parts.Reset();
        foreach (var device in LogicalDevices)
        {
            device.Reset();
        }
    }

    private SimulatedCxlDevice MakeDevice(int id) => new(
        new SimulatedCxlOptions
        {
            Name = $"{Options.Name} LD {id}",
            SerialNumber = Options.SerialNumber + 1 + id,
            CapacityUnits = Options.UnitsPerDevice,
            VolatileUnits = Options.UnitsPerDevice,
            PersistentUnits = 0,
            PartitionAlignmentUnits = 0,
            LabelBytes = LabelBytes,
            FirmwareRevision = "SIM LD 1.0",
            EventLogSize = EventLogSize,
            DynamicRegionUnits = 1,
            DynamicStartUnits = Options.CapacityUnits,
            Drifts = Options.Drifts,
            Seed = 100 + id,
            TunnelIncludesMessageType = Options.TunnelIncludesMessageType,
            Time = Options.Time,
        },
        isLogical: true);
}
