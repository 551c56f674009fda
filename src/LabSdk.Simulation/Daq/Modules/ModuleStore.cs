namespace LabSdk.Simulation.Daq;

/// <summary>The modules of one daemon process.</summary>
internal sealed class ModuleStore(DaemonState state)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PowerMonitor> _modules = new(StringComparer.Ordinal);

    public IReadOnlyList<PowerMonitor> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _modules.Values];
            }
        }
    }

    public PowerMonitor Create(string name)
    {
        lock (_gate)
        {
            var module = new PowerMonitor(state, state.Ids.Uuid(), name);
            return _modules[module.Id] = module;
        }
    }

    public PowerMonitor? Find(string id)
    {
        lock (_gate)
        {
            return _modules.GetValueOrDefault(id);
        }
    }

    public void Remove(string id)
    {
        lock (_gate)
        {
            _modules.Remove(id);
        }
    }
}
