namespace LabSdk.Simulation.Cxl;

/// <summary>The logical devices of a pool and what of its memory each has.</summary>
internal sealed class LogicalDevices(IReadOnlyList<SimulatedCxlDevice> devices, ulong totalUnits)
{
    private readonly (ulong Range1, ulong Range2)[] _allocations =
        [.. devices.Select(device => ((ulong)device.Options.VolatileUnits, (ulong)device.Options.PersistentUnits))];

    public int Count => devices.Count;

    public ulong TotalUnits => totalUnits;

    /// <summary>Units of 256 MiB: range 1 is volatile, range 2 persistent.</summary>
    public IReadOnlyList<(ulong Range1, ulong Range2)> Allocations => _allocations;

    public SimulatedCxlDevice? Find(int id) => id >= 0 && id < devices.Count ? devices[id] : null;

    /// <summary>Divides anew from a device on; false, and nothing changes, when there is not so much memory or not so many devices.</summary>
    public bool TryAllocate(int start, IReadOnlyList<(ulong Range1, ulong Range2)> wanted)
    {
        if (start + wanted.Count > devices.Count)
        {
            return false;
        }

        var next = _allocations.ToArray();
        for (var index = 0; index < wanted.Count; index++)
        {
            next[start + index] = wanted[index];
        }

        // Each first: sums of hostile numbers may wrap.
        if (next.Any(each => each.Range1 > totalUnits || each.Range2 > totalUnits)
            || next.Aggregate(0UL, (sum, each) => sum + each.Range1 + each.Range2) > totalUnits)
        {
            return false;
        }

        for (var index = start; index < start + wanted.Count; index++)
        {
            if (next[index] != _allocations[index])
            {
                _allocations[index] = next[index];
                devices[index].Resize(next[index].Range1, next[index].Range2);
            }
        }

        return true;
    }
}
