using LabSdk.Fleet;

namespace LabSdk.Simulation.Fleet;

/// <summary>A registered device and what the gateway remembers of it. Used under the handler's lock.</summary>
internal sealed class DeviceEntry(FleetDevice device, IGatewayModule? module, GatewayConnection connection, int queueLength)
{
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private ReadOnlyMemory<byte>? _lastCommand;

    public FleetDevice Device => device;

    /// <summary>Null when the gateway does not have it, or it does not have the type.</summary>
    public IGatewayModule? Module => module;

    public GatewayConnection Connection => connection;

    public ReadOnlyMemory<byte>? LastStatus { get; private set; }

    public ReadOnlyMemory<byte> Gathered { get; set; }

    public long Statuses { get; private set; }

    /// <summary>Runs of the timer since the last status.</summary>
    public int Silence { get; set; }

    public ITimer? Timer { get; set; }

    public RegisteredDevice Snapshot() => new(device, module is not null, Statuses, LastStatus ?? default, _lastCommand ?? default, _waiting.Count);

    /// <summary>A command of the cloud waits; the oldest makes room.</summary>
    public void Enqueue(ReadOnlyMemory<byte> command)
    {
        if (_waiting.Count == queueLength)
        {
            _waiting.Dequeue();
        }

        _waiting.Enqueue(command);
    }

    /// <summary>Takes a valid status and gives the command that answers it.</summary>
    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> status)
    {
        var previous = LastStatus;
        (LastStatus, Silence) = (status, 0);
        Statuses++;
        Gathered = module!.Gather(device.Type, Gathered, previous, status);
        if (module.IsPushOnly(device.Type))
        {
            return _waiting.TryDequeue(out var pushed) ? Remember(pushed) : default;
        }

        _lastCommand ??= module.FirstCommand(device.Type);
        var current = _waiting.TryDequeue(out var next) ? next : _lastCommand.Value;
        return Remember(module.NextCommand(device.Type, current, previous, status));
    }

    /// <summary>The command to send at once.</summary>
    public ReadOnlyMemory<byte>? TakePush() =>
        module is not null && module.IsPushOnly(device.Type) && _waiting.TryDequeue(out var command) ? Remember(command) : (ReadOnlyMemory<byte>?)null;

    private ReadOnlyMemory<byte> Remember(ReadOnlyMemory<byte> command)
    {
        _lastCommand = command;
        return command;
    }
}
