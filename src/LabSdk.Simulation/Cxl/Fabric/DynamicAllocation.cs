namespace LabSdk.Simulation.Cxl;

/// <summary>Finds room in a region, and extents by their tag.</summary>
internal static class DynamicAllocation
{
    /// <summary>Free room of a length, from the beginning of the region on; null when there is not so much, or not in one piece.</summary>
    public static List<DynamicExtent>? Find(DynamicCapacity host, DynamicRegion region, ulong length, bool isContiguous)
    {
        var extents = new List<DynamicExtent>();
        var left = length;
        foreach (var (start, size) in Gaps(host, region))
        {
            if (isContiguous && size < length)
            {
                continue;
            }

            var part = Math.Min(size, left);
            extents.Add(new DynamicExtent(start, part));
            left -= part;
            if (left == 0)
            {
                return extents;
            }
        }

        return null;
    }

    /// <summary>Ranges with this tag, up to a length; 0 for all of them.</summary>
    public static List<(ulong Start, ulong Length)> OfTag(DynamicCapacity host, Guid tag, ulong length)
    {
        var ranges = new List<(ulong, ulong)>();
        var left = length == 0 ? ulong.MaxValue : length;
        foreach (var extent in host.Accepted.Where(extent => extent.Tag == tag))
        {
            var part = Math.Min(extent.Length, left);
            left -= part;
            if (part > 0)
            {
                ranges.Add((extent.Start, part));
            }
        }

        return ranges;
    }

    private static IEnumerable<(ulong Start, ulong Length)> Gaps(DynamicCapacity host, DynamicRegion region)
    {
        var from = region.Start;
        foreach (var used in host.Accepted.Concat(host.Offered).Where(extent => region.Has(extent.Start, extent.Length)).OrderBy(extent => extent.Start))
        {
            if (used.Start > from)
            {
                yield return (from, used.Start - from);
            }

            from = used.End;
        }

        if (region.Start + region.Length > from)
        {
            yield return (from, region.Start + region.Length - from);
        }
    }
}
