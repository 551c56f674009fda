namespace LabSdk.Simulation.Cxl;

/// <summary>The memory of a device: how it is divided, what stands in it (lines that were never written are zero), where it is bad.</summary>
internal sealed class Media(SimulatedCxlOptions options)
{
    public const int LineSize = 64;

    /// <summary>The unit of capacities on the wire.</summary>
    public const ulong Unit = 256UL << 20;

    private readonly Dictionary<ulong, byte[]> _lines = [];

    public ulong TotalUnits { get; private set; } = (ulong)options.CapacityUnits;

    public ulong FixedVolatile { get; private set; } = (ulong)options.VolatileUnits;

    public ulong FixedPersistent { get; private set; } = (ulong)options.PersistentUnits;

    public ulong Alignment { get; } = (ulong)options.PartitionAlignmentUnits;

    public ulong Partitionable => TotalUnits - FixedVolatile - FixedPersistent;

    /// <summary>What of the partitionable part is volatile now, in units.</summary>
    public ulong VolatilePart { get; set; } = ((ulong)options.CapacityUnits - (ulong)options.VolatileUnits - (ulong)options.PersistentUnits) / 2;

    /// <summary>What it will be after the next reset; null when nothing changes.</summary>
    public ulong? NextVolatilePart { get; set; }

    public ulong Bytes => TotalUnits * Unit;

    /// <summary>True while a sanitize runs and after one has failed.</summary>
    public bool IsDisabled { get; set; }

    public PoisonList Poison { get; } = new(options.PoisonListMaximum);

    /// <summary>Bad places that nobody has noticed: a scan finds them. Ranges in bytes.</summary>
    public List<(ulong Start, ulong Length)> Latent { get; } = [];

    /// <summary>True when the range is of whole lines and inside the media.</summary>
    public bool Has(ulong start, ulong length) => start % LineSize == 0 && length % LineSize == 0 && start <= Bytes && length <= Bytes - start;

    public void Write(ulong address, ReadOnlySpan<byte> line) => _lines[address] = line.ToArray();

    public byte[] Read(ulong address) => _lines.TryGetValue(address, out var line) ? [.. line] : new byte[LineSize];

    /// <summary>Erases a range of whole lines, and with it what was bad in it.</summary>
    public void Erase(ulong start, ulong length)
    {
        foreach (var address in _lines.Keys.Where(address => address >= start && address - start < length).ToArray())
        {
            _lines.Remove(address);
        }

        Poison.Remove(start, length);
    }

    public void Erase() => Erase(0, Bytes);

    /// <summary>Other sizes, with nothing left to partition.</summary>
    public void Resize(ulong volatileUnits, ulong persistentUnits)
    {
        Erase();
        (TotalUnits, FixedVolatile, FixedPersistent, VolatilePart, NextVolatilePart) = (volatileUnits + persistentUnits, volatileUnits, persistentUnits, 0, null);
    }

    public void Reset()
    {
        VolatilePart = NextVolatilePart ?? VolatilePart;
        NextVolatilePart = null;
    }
}
