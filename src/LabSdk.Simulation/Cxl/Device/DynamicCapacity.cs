using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>
/// Dynamic capacity of one host: regions, extents that the host has accepted, groups that were offered and wait for its answer.
/// Both sides change it: the host by 48xxh, the fabric manager by 56xxh.
/// </summary>
internal sealed class DynamicCapacity
{
    public const int MostExtents = 512, MostTags = 64;

    private const byte AddCapacity = 0, ReleaseCapacity = 1, ForcedRelease = 2, RegionUpdated = 3;

    private readonly List<DynamicExtent> _accepted = [];
    private readonly List<List<DynamicExtent>> _pending = [];
    private readonly EventLogs _events;

    public DynamicCapacity(SimulatedCxlOptions options, EventLogs events)
    {
        _events = events;
        var (start, size) = ((ulong)(options.DynamicStartUnits ?? options.CapacityUnits) * Media.Unit, (ulong)options.DynamicRegionUnits * Media.Unit);
        Regions = [.. Enumerable.Range(0, options.DynamicRegions).Select(index => new DynamicRegion(start + ((ulong)index * size), size))];
    }

    public IReadOnlyList<DynamicRegion> Regions { get; }

    public IReadOnlyList<DynamicExtent> Accepted => _accepted;

    /// <summary>Extents that were offered and not answered.</summary>
    public IEnumerable<DynamicExtent> Offered => _pending.SelectMany(group => group);

    /// <summary>Counted on with each change of the accepted extents.</summary>
    public uint Generation { get; private set; }

    public uint ExtentsAvailable => (uint)Math.Max(0, MostExtents - _accepted.Count - Offered.Count());

    public uint TagsAvailable => (uint)Math.Max(0, MostTags - Tags.Count());

    public IEnumerable<Guid> Tags => _accepted.Concat(Offered).Select(extent => extent.Tag).Where(tag => tag != Guid.Empty).Distinct();

    /// <summary>Offers extents to the host, which hears of them by events.</summary>
    public CxlReturnCode Offer(IReadOnlyList<DynamicExtent> extents)
    {
        if (extents.Count == 0)
        {
            return CxlReturnCode.InvalidExtentList;
        }

        if (extents.Count > ExtentsAvailable || extents.Select(extent => extent.Tag).Where(tag => tag != Guid.Empty).Except(Tags).Distinct().Count() > TagsAvailable)
        {
            return CxlReturnCode.ResourcesExhausted;
        }

        _pending.Add([.. extents]);
        Announce(AddCapacity, extents);
        return CxlReturnCode.Success;
    }

    /// <summary>The host takes what it names of the oldest offer; the rest of that offer is off, unless more answers follow.</summary>
    public CxlReturnCode Accept(IReadOnlyList<(ulong Start, ulong Length)> taken, bool hasMore)
    {
        var group = _pending.Count > 0 ? _pending[0] : [];
        if (IsMalformed(taken))
        {
            return CxlReturnCode.InvalidExtentList;
        }

        var extents = new List<DynamicExtent>();
        foreach (var (start, length) in taken)
        {
            if (group.Find(offer => offer.Covers(start, length)) is not { } offer || _accepted.Exists(extent => extent.Overlaps(start, length)))
            {
                return CxlReturnCode.InvalidPhysicalAddress;
            }

            extents.Add(offer with { Start = start, Length = length });
        }

        _accepted.AddRange(extents);
        _accepted.Sort((one, other) => one.Start.CompareTo(other.Start));
        Generation += extents.Count > 0 ? 1u : 0;
        if (!hasMore && _pending.Count > 0)
        {
            _pending.RemoveAt(0);
        }

        return CxlReturnCode.Success;
    }

    /// <summary>The host gives back what it names; extents that reach beyond it are cut.</summary>
    public CxlReturnCode Release(IReadOnlyList<(ulong Start, ulong Length)> given)
    {
        if (given.Count == 0)
        {
            // The host keeps all: an answer to a request to give capacity back.
            return CxlReturnCode.Success;
        }

        if (IsMalformed(given))
        {
            return CxlReturnCode.InvalidExtentList;
        }

        if (given.Any(range => !_accepted.Exists(extent => extent.Covers(range.Start, range.Length))))
        {
            return CxlReturnCode.InvalidPhysicalAddress;
        }

        foreach (var (start, length) in given)
        {
            Cut(start, length);
        }

        Generation++;
        return CxlReturnCode.Success;
    }

    /// <summary>Asks the host to give extents back, or takes them at once.</summary>
    public CxlReturnCode Withdraw(IReadOnlyList<(ulong Start, ulong Length)> ranges, bool isForced)
    {
        if (ranges.Count == 0 || IsMalformed(ranges))
        {
            return CxlReturnCode.InvalidExtentList;
        }

        if (ranges.Any(range => !_accepted.Exists(extent => extent.Covers(range.Start, range.Length))))
        {
            return CxlReturnCode.InvalidPhysicalAddress;
        }

        var extents = ranges.Select(range => _accepted.Find(extent => extent.Covers(range.Start, range.Length))! with { Start = range.Start, Length = range.Length }).ToArray();
        if (isForced)
        {
            foreach (var (start, length) in ranges)
            {
                Cut(start, length);
            }

            Generation++;
        }

        Announce(isForced ? ForcedRelease : ReleaseCapacity, extents);
        return CxlReturnCode.Success;
    }

    /// <summary>Sets how a region is divided; only while nothing of it is in use.</summary>
    public CxlReturnCode Configure(int index, ulong blockSize, bool sanitizes)
    {
        if (index >= Regions.Count || !DynamicRegion.IsBlockSize(blockSize))
        {
            return CxlReturnCode.InvalidInput;
        }

        var region = Regions[index];
        if (_accepted.Concat(Offered).Any(extent => region.Has(extent.Start, extent.Length)))
        {
            return CxlReturnCode.InvalidInput;
        }

        (region.BlockSize, region.SanitizesOnRelease) = (blockSize, sanitizes);
        var nothing = new DynamicExtent(0, 0).Write(new CciWriter());
        _events.Add(EventLogs.DynamicCapacity, SimulatedCxlEvent.DynamicCapacity(RegionUpdated, 0, (byte)index, false, nothing, ExtentsAvailable, TagsAvailable).Build());
        return CxlReturnCode.Success;
    }

    /// <summary>True when the range is whole blocks of one region.</summary>
    public bool IsBlocks(ulong start, ulong length) => Regions.Any(region => region.Has(start, length) && region.IsAligned(start, length));

    /// <summary>True when nothing of the range is given or offered.</summary>
    public bool IsFree(ulong start, ulong length) => !_accepted.Concat(Offered).Any(extent => extent.Overlaps(start, length));

    /// <summary>Malformed: empty or crooked ranges, or ranges that overlap each other.</summary>
    public bool IsMalformed(IReadOnlyList<(ulong Start, ulong Length)> ranges)
    {
        var ordered = ranges.OrderBy(range => range.Start).ToArray();
        return ordered.Any(range => !IsBlocks(range.Start, range.Length))
            || ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Start + pair.First.Length > pair.Second.Start);
    }

    public void Reset()
    {
        // What the host had is given back with its memory map; what was offered is offered again by nobody.
        _pending.Clear();
    }

    private void Cut(ulong start, ulong length)
    {
        var extent = _accepted.Find(each => each.Covers(start, length))!;
        var index = _accepted.IndexOf(extent);
        _accepted.RemoveAt(index);
        if (extent.End > start + length)
        {
            _accepted.Insert(index, extent with { Start = start + length, Length = extent.End - start - length });
        }

        if (extent.Start < start)
        {
            _accepted.Insert(index, extent with { Length = start - extent.Start });
        }
    }

    private void Announce(byte what, IReadOnlyList<DynamicExtent> extents)
    {
        for (var index = 0; index < extents.Count; index++)
        {
            var hasMore = index < extents.Count - 1;
            var record = SimulatedCxlEvent.DynamicCapacity(what, 0, 0, hasMore, extents[index].Write(new CciWriter()), ExtentsAvailable, TagsAvailable);
            _events.Add(EventLogs.DynamicCapacity, record.Build());
        }
    }
}
