using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Tags of dynamic capacity and references to them: 5606h to 5608h.</summary>
internal sealed class DynamicTagsArea(IReadOnlyList<DynamicHost> hosts) : ICciArea
{
    private const int HeaderSize = 16, EntrySize = 84, BitmapSize = 32;
    private const byte ReferencesValid = 1, PendingValid = 2;

    // Tags that the fabric manager keeps although no host has them.
    private readonly HashSet<Guid> _kept = [];

    private uint _changes;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.FmapiDcAddReference, Keep, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiDcRemoveReference, Drop, links: CciLink.Fabric);
        commands.Add(CxlCommands.FmapiDcListTags, List, links: CciLink.Fabric);
    }

    private CciResult Keep(CciCall call)
    {
        var tag = call.Read().Uuid();
        if (!Tags().Contains(tag))
        {
            return CxlReturnCode.InvalidInput;
        }

        _changes += _kept.Add(tag) ? 1u : 0;
        return CxlReturnCode.Success;
    }

    private CciResult Drop(CciCall call)
    {
        if (!_kept.Remove(call.Read().Uuid()))
        {
            return CxlReturnCode.InvalidInput;
        }

        _changes++;
        return CxlReturnCode.Success;
    }

    private CciResult List(CciCall call)
    {
        var input = call.Read();
        var (start, wanted) = (input.U32(), input.U32());
        var all = Tags();
        if (start > all.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = all.Skip((int)start).Take((int)Math.Min(wanted, (uint)call.Fit(HeaderSize, EntrySize))).ToArray();
        var generation = hosts.Aggregate(_changes, (sum, each) => sum + each.Use(host => host.Generation));
        var answer = new CciWriter().U32(generation).U32((uint)all.Count).U32((uint)page.Length).U8(ReferencesValid | PendingValid).Pad(3);
        foreach (var tag in page)
        {
            answer.Uuid(tag).U8(0).Pad(3)
                .Bytes(Bitmap(host => host.Accepted.Any(extent => extent.Tag == tag)))
                .Bytes(Bitmap(host => host.Offered.Any(extent => extent.Tag == tag)));
        }

        return answer;
    }

    private List<Guid> Tags() => [.. hosts.SelectMany(each => each.Use(host => host.Tags.ToArray())).Concat(_kept).Distinct().Order()];

    private byte[] Bitmap(Func<DynamicCapacity, bool> has)
    {
        var bitmap = new byte[BitmapSize];
        for (var host = 0; host < hosts.Count; host++)
        {
            bitmap[host / 8] |= (byte)(hosts[host].Use(has) ? 1 << (host % 8) : 0);
        }

        return bitmap;
    }
}
