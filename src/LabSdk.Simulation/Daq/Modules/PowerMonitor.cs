using System.Threading.Channels;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>One power_monitor module: reads a power meter at a steady rate, with statistics and alarms.</summary>
internal sealed class PowerMonitor(DaemonState state, string id, string name)
{
    public const string TypeId = "power_monitor";
    public const string Role = "power_meter";
    private const int QueueLength = 100;
    private readonly Lock _gate = new();
    private readonly Channel<ModuleEvent> _events = Channel.CreateBounded<ModuleEvent>(QueueLength);
    private readonly Channel<ModuleDataPoint> _data = Channel.CreateBounded<ModuleDataPoint>(QueueLength);
    private CancellationTokenSource? _running;
    private DateTimeOffset _started;
    private ulong _eventCount;
    private ulong _dataCount;
    private bool _eventsTaken;
    private bool _dataTaken;

    public string Id => id;

    public string Name => name;

    public MonitorSettings Settings { get; private set; } = new();

    /// <summary>Id of the assigned power meter, or null.</summary>
    public string? Meter { get; private set; }

    public ModuleState State { get; private set; } = ModuleState.ModuleCreated;

    public bool IsActive => State is ModuleState.ModuleRunning or ModuleState.ModulePaused;

    public IReadOnlyList<string> Configure(IDictionary<string, string> parameters)
    {
        lock (_gate)
        {
            (Settings, var warnings) = Settings.With(parameters);
            State = IsActive ? State : ModuleState.ModuleConfigured;
            return warnings;
        }
    }

    public void Assign(string? device)
    {
        lock (_gate)
        {
            Meter = device;
        }
    }

    public ChannelReader<ModuleEvent>? TakeEvents()
    {
        lock (_gate)
        {
            var taken = _eventsTaken;
            _eventsTaken = true;
            return taken ? null : _events.Reader;
        }
    }

    public ChannelReader<ModuleDataPoint>? TakeData()
    {
        lock (_gate)
        {
            var taken = _dataTaken;
            _dataTaken = true;
            return taken ? null : _data.Reader;
        }
    }

    /// <summary>Starts; the result says why not, or is null.</summary>
    public string? Start()
    {
        lock (_gate)
        {
            if (IsActive)
            {
                return "Module is already running";
            }

            if (Meter is null)
            {
                return "No power meter assigned. Assign a device to role 'power_meter' first.";
            }

            State = ModuleState.ModuleRunning;
            _started = state.Time.GetUtcNow();
            _running = CancellationTokenSource.CreateLinkedTokenSource(state.Ended);
            _ = RunAsync(Meter, Settings, _running.Token);
            return null;
        }
    }

    public string? Pause() => Change(ModuleState.ModuleRunning, ModuleState.ModulePaused, "Module is not running");

    public string? Resume() => Change(ModuleState.ModulePaused, ModuleState.ModuleRunning, "Module is not paused");

    public string? Stop()
    {
        lock (_gate)
        {
            if (!IsActive)
            {
                return "Module is not running";
            }

            State = ModuleState.ModuleStopped;
            _running?.Cancel();
            return null;
        }
    }

    public ModuleStatus Status()
    {
        lock (_gate)
        {
            return new ModuleStatus
            {
                ModuleId = id,
                TypeId = TypeId,
                InstanceName = name,
                State = State,
                RequiredRolesFilled = Meter is null ? 0u : 1u,
                RequiredRolesTotal = 1,
                ReadyToStart = Meter is not null && !IsActive,
                StartTimeNs = IsActive ? UnixTime.Nanoseconds(_started) : 0,
                UptimeNs = IsActive ? (state.Time.GetUtcNow() - _started).Nanoseconds() : 0,
                EventsEmitted = Interlocked.Read(ref _eventCount),
                DataPointsProduced = Interlocked.Read(ref _dataCount),
            };
        }
    }

    private async Task RunAsync(string meter, MonitorSettings settings, CancellationToken cancellationToken)
    {
        var window = new MonitorWindow(settings);
        try
        {
            await SendEventAsync("state_change", ModuleEventSeverity.Info, "Module started", cancellationToken).ConfigureAwait(false);
            var period = TimeSpan.FromSeconds(1 / settings.SampleRateHz);
            await foreach (var _ in Ticker.EveryAsync(period, state.Time, cancellationToken).ConfigureAwait(false))
            {
                if (State == ModuleState.ModuleRunning && state.Find(meter) is IReadableDriver readable)
                {
                    await SampleAsync(readable.Read(), window, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped, or the daemon process ends.
        }
    }

    private async Task SampleAsync(double value, MonitorWindow window, CancellationToken cancellationToken)
    {
        await SendDataAsync("power_reading", new() { ["value"] = value }, cancellationToken).ConfigureAwait(false);
        if (window.Alarm(value) is { } alarm)
        {
            var severity = alarm == "threshold_normal" ? ModuleEventSeverity.Info : ModuleEventSeverity.Warning;
            await SendEventAsync(alarm, severity, $"Power {RustNumber.Plain(value)}", cancellationToken).ConfigureAwait(false);
        }

        if (window.Add(value) is { } statistics)
        {
            await SendDataAsync("statistics", statistics, cancellationToken).ConfigureAwait(false);
        }
    }

    // Awaited on purpose: as in the daemon a module whose streams nobody takes comes to a stand after 100 items.
    private async Task SendDataAsync(string type, Dictionary<string, double> values, CancellationToken cancellationToken)
    {
        var point = new ModuleDataPoint { ModuleId = id, DataType = type, TimestampNs = state.Time.Nanoseconds() };
        point.Values.Add(values);
        await _data.Writer.WriteAsync(point, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _dataCount);
    }

    private async Task SendEventAsync(string type, ModuleEventSeverity severity, string message, CancellationToken cancellationToken)
    {
        var item = new ModuleEvent
        {
            ModuleId = id, EventType = type, TimestampNs = state.Time.Nanoseconds(), Severity = severity, Message = message,
        };
        await _events.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _eventCount);
    }

    private string? Change(ModuleState needed, ModuleState next, string refusal)
    {
        lock (_gate)
        {
            if (State != needed)
            {
                return refusal;
            }

            State = next;
            return null;
        }
    }
}
