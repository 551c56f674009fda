using LabSdk.Fleet;

namespace LabSdk.Simulation.Fleet;

/// <summary>
/// The part of a gateway that knows devices and modules: who is connected, what answers a status, who has fallen silent. It
/// works on one message at a time and does no I/O but closing connections.
/// </summary>
internal sealed class ModuleHandler(SimulatedGatewayOptions options, Action<GatewayReport> report)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceKey, DeviceEntry> _devices = [];
    private readonly Dictionary<int, IGatewayModule> _modules = (options.Modules ?? PublicModules.All(options.TransparentIsPushOnly)).ToDictionary(module => module.Number);

    public IReadOnlyList<RegisteredDevice> Devices
    {
        get
        {
            lock (_gate)
            {
                return [.. _devices.Values.Select(entry => entry.Snapshot())];
            }
        }
    }

    /// <summary>A connect. Whoever holds the identity with a lower priority is closed without a word.</summary>
    /// <returns>The answer, and whether the connection is registered.</returns>
    public (FleetResponseType Answer, bool IsRegistered) Connect(FleetDevice device, GatewayConnection connection)
    {
        GatewayConnection? replaced = null;
        try
        {
            lock (_gate)
            {
                DropSilent();
                var key = DeviceKey.Of(device);
                if (_devices.TryGetValue(key, out var holder))
                {
                    if (holder.Device.Priority == device.Priority)
                    {
                        return (FleetResponseType.AlreadyConnected, false);
                    }

                    if (holder.Device.Priority < device.Priority)
                    {
                        return (FleetResponseType.HigherPriorityAlreadyConnected, false);
                    }

                    replaced = holder.Connection;
                    Remove(key, holder);
                }

                var isLoaded = _modules.TryGetValue(device.Module, out var module);
                var isSupported = isLoaded && module!.Supports(device.Type);
                _devices[key] = new DeviceEntry(device, isSupported ? module : null, connection, options.MaxExternalCommands);
                return (isSupported ? FleetResponseType.Ok : isLoaded ? FleetResponseType.DeviceNotSupported : FleetResponseType.ModuleNotSupported, true);
            }
        }
        finally
        {
            replaced?.Shut();
        }
    }

    /// <summary>A status. The device in it counts, not the one that the connection connected as.</summary>
    /// <returns>Who gets which command; null when nobody does.</returns>
    public (GatewayConnection Connection, ReadOnlyMemory<byte> Command)? Status(FleetDevice device, ReadOnlyMemory<byte> status)
    {
        lock (_gate)
        {
            DropSilent();
            if (!_devices.TryGetValue(DeviceKey.Of(device), out var entry) || entry.Device.Priority != device.Priority
                || entry.Module is not { } module || !module.IsStatusValid(device.Type, status))
            {
                return null;
            }

            var previous = entry.LastStatus;
            var command = entry.Answer(status);
            if (previous is null || module.IsWorthForwarding(device.Type, previous.Value, status))
            {
                Forward(entry, previous is null ? GatewayReportKind.Connecting : GatewayReportKind.Running);
                RestartTimer(entry);
            }

            return (entry.Connection, command);
        }
    }

    /// <summary>A command of the cloud: it waits for the next status, or is to be sent at once.</summary>
    public (CloudAnswer Answer, GatewayConnection? Connection, FleetDevice? Device, ReadOnlyMemory<byte> Push) Command(DeviceKey key, ReadOnlyMemory<byte> command)
    {
        lock (_gate)
        {
            if (!_modules.TryGetValue(key.Module, out var module) || !module.Supports(key.Type))
            {
                return (CloudAnswer.DeviceNotSupported, null, null, default);
            }

            if (!_devices.TryGetValue(key, out var entry) || entry.LastStatus is null)
            {
                return (CloudAnswer.DeviceNotConnected, null, null, default);
            }

            if (!module.IsCommandValid(key.Type, command))
            {
                return (CloudAnswer.InvalidCommand, null, null, default);
            }

            entry.Enqueue(command);
            return entry.TakePush() is { } push ? (CloudAnswer.Ok, entry.Connection, entry.Device, push) : (CloudAnswer.Ok, null, null, default);
        }
    }

    /// <summary>A connection is gone, and its device with it.</summary>
    public void Disconnected(GatewayConnection connection)
    {
        lock (_gate)
        {
            foreach (var (key, entry) in _devices.Where(pair => pair.Value.Connection == connection).ToArray())
            {
                Remove(key, entry);
            }
        }
    }

    /// <summary>Looks for devices that have fallen silent.</summary>
    public void Idle()
    {
        lock (_gate)
        {
            DropSilent();
        }
    }

    private void DropSilent()
    {
        foreach (var (key, entry) in _devices.Where(pair => pair.Value.Silence >= options.AggregationTimeoutCount).ToArray())
        {
            Remove(key, entry);
            entry.Connection.Shut();
        }
    }

    private void Remove(DeviceKey key, DeviceEntry entry)
    {
        _devices.Remove(key);
        entry.Timer?.Dispose();
        if (entry.LastStatus is not null)
        {
            Forward(entry, GatewayReportKind.Disconnect);
        }
    }

    private void RestartTimer(DeviceEntry entry)
    {
        entry.Timer?.Dispose();
        entry.Timer = options.Time.CreateTimer(_ => Expired(entry), null, options.AggregationTimeout, options.AggregationTimeout);
    }

    private void Expired(DeviceEntry entry)
    {
        lock (_gate)
        {
            if (_devices.ContainsValue(entry))
            {
                entry.Silence++;
                Forward(entry, GatewayReportKind.Running);
            }
        }
    }

    private void Forward(DeviceEntry entry, GatewayReportKind kind)
    {
        report(new GatewayReport(options.Time.GetUtcNow(), kind, entry.Device, entry.LastStatus ?? default, entry.Gathered));
        entry.Gathered = default;
    }
}
