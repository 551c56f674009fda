using LabSdk.Options;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>
/// A CXL switch in this process, with two hosts: virtual switches whose ports are bound to memory devices and logical devices,
/// tunnels to all of them, events and faults on demand. At port 1 there is a device with 16 logical devices, at ports 2 and 3 a
/// memory device each, at port 5 a device with 16 logical devices and two heads.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// await using var fabric = new SimulatedCxlSwitch();
/// await using var context = new CxlContext();
/// var endpoint = await context.OpenMctpAsync("mctp 11/28", fabric.OpenMctp);
/// </code>
/// </example>
public sealed class SimulatedCxlSwitch : SimulatedCxlComponent
{
    private const int MailboxPayload = 2048, EventLogSize = 64;
    private const byte FirstMld = 1, FirstDevice = 2, SecondDevice = 3, MultiHeaded = 5;

    private readonly ComponentParts _parts;
    private readonly SwitchPort[] _ports;
    private readonly PortsArea _control;

    /// <summary>Makes a switch.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="LabConfigurationException">An option is out of its range.</exception>
    public SimulatedCxlSwitch(SimulatedCxlSwitchOptions? options = null)
        : base((options ??= new SimulatedCxlSwitchOptions()).Name, (ulong)options.SerialNumber, options.Time, MailboxPayload, CxlKernel.Permissive)
    {
        OptionsValidator.Validate(options, "the simulated CXL switch");
        Options = options;
        _ports = [.. Enumerable.Range(0, options.Ports).Select(id => new SwitchPort((byte)id, isUpstream: id == 0 || id == options.Ports - 1))];
        var virtualSwitches = new VirtualSwitches([new VirtualSwitch(0, 0, options.VirtualPorts), new VirtualSwitch(1, (byte)(options.Ports - 1), options.VirtualPorts)]);
        _parts = new ComponentParts(this, ComponentIdentity.Switch, CciLink.Any, new FirmwareSlots(2, "SIM SWITCH 1.0"), EventLogSize, 0);
        Notifier = _parts.Notifier;
        _control = new PortsArea(_ports, virtualSwitches, _parts.Events, options.Time, Gate);
        ICciArea[] areas =
        [
            _control, new DomainValidationArea(virtualSwitches), new VirtualSwitchesArea(virtualSwitches, _ports, Background, _parts.Events),
            new LogicalAccessArea((port, device) => (Reach(port) as SimulatedCxlMld)?.LogicalDevices.ElementAtOrDefault(device)?.Function),
            new TunnelArea((type, port) => type == 0 ? Reach(port) : null, options.TunnelIncludesMessageType),
        ];
        Array.ForEach(areas, Commands.Commands.Add);
        if (!options.IsEmpty)
        {
            PlugInDefaults();
            virtualSwitches.All[0].Ports[0].Bind(FirstDevice, VirtualPort.NoDevice);
            if (options.VirtualPorts > 1)
            {
                virtualSwitches.All[0].Ports[1].Bind(FirstMld, 0);
            }
        }
    }

    /// <summary>How it is set up.</summary>
    public SimulatedCxlSwitchOptions Options { get; }

    /// <summary>The component at a port; null for none.</summary>
    /// <param name="port">The physical port.</param>
    public SimulatedCxlComponent? At(int port)
    {
        lock (Gate)
        {
            return _ports[port].Device;
        }
    }

    /// <summary>Plugs a component in; the switch stops it when it stops itself. Tells the host by an event.</summary>
    /// <param name="port">A physical port that does not lead to a host.</param>
    /// <param name="component">A memory device or a device with logical devices; null to pull out what is there, which is not stopped then.</param>
    public void PlugIn(int port, SimulatedCxlComponent? component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(port, _ports.Length);
        if (_ports[port].IsUpstream || component is SimulatedCxlSwitch)
        {
            throw new ArgumentException("Only memory devices go in, and not at a port that leads to a host.", nameof(port));
        }

        lock (Gate)
        {
            _ports[port].Device = component;
            _control.Announce(_ports[port]);
        }
    }

    /// <summary>Puts a record into the log of its severity, and tells the host when it has asked for that.</summary>
    /// <param name="record">The record.</param>
    public void AddEvent(SimulatedCxlEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (Gate)
        {
            _parts.Events.Add(record.Log, record.Build());
        }
    }

    /// <summary>Stops it and what is plugged in.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        foreach (var device in _ports.Select(port => port.Device).OfType<SimulatedCxlComponent>())
        {
            await device.DisposeAsync().ConfigureAwait(false);
        }
    }

    private protected override void ResetParts() => _parts.Reset();

    /// <summary>The component at a port whose link is up.</summary>
    private SimulatedCxlComponent? Reach(int port) => port < _ports.Length && _ports[port] is { IsUpstream: false, IsUp: true } found ? found.Device : null;

    private void PlugInDefaults()
    {
        _ports[FirstMld].Device = MakeMld(FirstMld, heads: 1);
        _ports[FirstDevice].Device = MakeDevice(FirstDevice);
        _ports[SecondDevice].Device = MakeDevice(SecondDevice);
        _ports[MultiHeaded].Device = MakeMld(MultiHeaded, heads: 2);
    }

    private SimulatedCxlMld MakeMld(byte port, int heads) => new(new SimulatedCxlMldOptions
    {
        Name = $"{Options.Name} port {port}",
        SerialNumber = Options.SerialNumber + (0x100 * port),
        Heads = heads,
        Drifts = Options.Drifts,
        TunnelIncludesMessageType = Options.TunnelIncludesMessageType,
        Time = Options.Time,
    });

    private SimulatedCxlDevice MakeDevice(byte port) => new(new SimulatedCxlOptions
    {
        Name = $"{Options.Name} port {port}",
        SerialNumber = Options.SerialNumber + (0x100 * port),
        Drifts = Options.Drifts,
        Seed = port,
        TunnelIncludesMessageType = Options.TunnelIncludesMessageType,
        Time = Options.Time,
    });
}
