namespace LabSdk.Simulation.Cxl;

/// <summary>The dynamic capacity of one host as the fabric manager reaches it: the manager locks the host's device for each look.</summary>
internal sealed class DynamicHost(DynamicCapacity capacity, Lock gate)
{
    public T Use<T>(Func<DynamicCapacity, T> use)
    {
        lock (gate)
        {
            return use(capacity);
        }
    }
}
