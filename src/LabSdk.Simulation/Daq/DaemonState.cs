namespace LabSdk.Simulation.Daq;

/// <summary>Everything that one run of the daemon process knows; a restart makes a new one.</summary>
internal sealed class DaemonState : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    /// <param name="options">The options.</param>
    /// <param name="generation">How many times the daemon was started before: later runs get other identifiers.</param>
    public DaemonState(SimulatedDaemonOptions options, int generation)
    {
        Ended = _ended.Token;
        Options = options;
        Quirks = options.EffectiveQuirks;
        Time = options.Time;
        StartedAt = Time.GetUtcNow();
        var seed = unchecked(options.Seed + (generation * 1_000_003L));
        Ids = new NoiseSource(seed, "identifiers");
        Health = new HealthBook(Time, StartedAt);
        Scripts = new ScriptStore(Time, Ids);
        Engine = new RunEngine(this);
        Scans = new ScanStore(this);
        Presets = new PresetStore(this);
        Modules = new ModuleStore(this);
        RingBuffer = options.RingBufferFolder is { } folder ? RingBufferFile.Create(folder, options.RingBufferCapacity, Time) : null;
        Devices = DeviceRack.Build(options, stream => new NoiseSource(seed, stream));
        foreach (var device in Devices)
        {
            device.ParameterChanged = (source, parameter) => ParameterEvents.PublishHardware(source, parameter, Time.Nanoseconds());
        }
    }

    public SimulatedDaemonOptions Options { get; }

    public DaemonQuirks Quirks { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Source of the random identifiers.</summary>
    public NoiseSource Ids { get; }

    public IReadOnlyList<SimulatedDevice> Devices { get; }

    public ScriptStore Scripts { get; }

    public RunEngine Engine { get; }

    public ScanStore Scans { get; }

    public PresetStore Presets { get; }

    public ModuleStore Modules { get; }

    public HealthBook Health { get; }

    /// <summary>The tap file; null when none was asked for.</summary>
    public RingBufferFile? RingBuffer { get; }

    public FrameSlots FrameSlots { get; } = new();

    public ParameterEvents ParameterEvents { get; } = new();

    /// <summary>Fires when the process ends; all background work stops.</summary>
    public CancellationToken Ended { get; }

    public SimulatedDevice? Find(string id) => Devices.FirstOrDefault(device => device.Id == id);

    public void Dispose()
    {
        _ended.Cancel();
        foreach (var device in Devices)
        {
            device.Shutdown();
        }

        RingBuffer?.Dispose();
        _ended.Dispose();
    }
}
