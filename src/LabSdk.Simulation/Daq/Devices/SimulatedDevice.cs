namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>A device of the simulated daemon: who it is, and its parameters. What it can do is what it implements.</summary>
internal abstract class SimulatedDevice(string id, string name, string driverType, DeviceCategory category)
{
    private readonly List<SimulatedParameter> _parameters = [];

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string DriverType { get; } = driverType;

    public DeviceCategory Category { get; } = category;

    public IReadOnlyList<SimulatedParameter> Parameters => _parameters;

    /// <summary>Called after every change of a parameter inside the daemon.</summary>
    public Action<SimulatedDevice, SimulatedParameter>? ParameterChanged { get; set; }

    /// <summary>The capability list in the daemon's fixed order.</summary>
    public IEnumerable<string> Capabilities
    {
        get
        {
            (string Name, bool Has)[] all =
            [
                ("movable", this is IMovableDriver), ("readable", this is IReadableDriver),
                ("triggerable", this is ITriggerableDriver), ("frame_producer", this is IFrameDriver),
                ("exposure_controllable", this is IExposureDriver), ("settable", this is ISettableDriver),
                ("parameterized", _parameters.Count > 0), ("shutter_controllable", this is IShutterDriver),
                ("emission_controllable", this is IEmissionDriver), ("wavelength_tunable", this is IWavelengthDriver),
            ];
            return all.Where(item => item.Has).Select(item => item.Name);
        }
    }

    /// <summary>Units, limits and sizes as DeviceInfo carries them.</summary>
    public abstract DeviceMetadata Describe();

    public SimulatedParameter? FindParameter(string name) => _parameters.Find(parameter => parameter.Name == name);

    /// <summary>Ends background work; called when the daemon process ends.</summary>
    public virtual void Shutdown()
    {
    }

    protected TParameter Add<TParameter>(TParameter parameter)
        where TParameter : SimulatedParameter
    {
        _parameters.Add(parameter);
        parameter.Changed = changed => ParameterChanged?.Invoke(this, changed);
        return parameter;
    }
}
