using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>The poison list: 4300h to 4302h.</summary>
internal sealed class PoisonArea(SimulatedCxlOptions options, Media media, EventLogs events, DeviceClock clock, Func<bool> isScanning) : ICciArea
{
    private const int HeaderSize = 32, RecordSize = 16;
    private const ulong Restart = 1, Reserved = 0x3E;
    private const byte More = 1, Overflow = 2, ScanInProgress = 4, Restarted = 8;

    // The range that is being listed and how far it got.
    private (ulong Start, ulong Length, ulong Next)? _listing;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.GetPoisonList, Get, CciRule.Media);
        commands.Add(CxlCommands.MemdevInjectPoison, Inject, CciRule.Media | CciRule.Unlocked);
        commands.Add(CxlCommands.MemdevClearPoison, Clear, CciRule.Media | CciRule.Unlocked);
    }

    private CciResult Get(CciCall call)
    {
        var input = call.Read();
        var (address, units) = (input.U64(), input.U64());
        var start = address & ~(Restart | Reserved);
        if ((address & Reserved) != 0 || units > media.Bytes / Media.LineSize || !media.Has(start, units * Media.LineSize))
        {
            return CxlReturnCode.InvalidPhysicalAddress;
        }

        var length = units * Media.LineSize;
        var restarts = (address & Restart) != 0;
        var next = !restarts && _listing is { } open && (open.Start, open.Length) == (start, length) ? open.Next : start;
        var all = media.Poison.In(next, start + length - next).ToArray();
        var page = all.Take(call.Fit(HeaderSize, RecordSize)).ToArray();
        var hasMore = page.Length < all.Length;
        _listing = hasMore ? (start, length, all[page.Length].Start) : null;

        var flags = (hasMore ? More : 0) | (media.Poison.Overflowed is null ? 0 : Overflow) | (isScanning() ? ScanInProgress : 0) | (restarts ? Restarted : 0);
        var answer = new CciWriter().U8(flags).Pad(1).U64(media.Poison.Overflowed ?? 0).U16(page.Length).Pad(HeaderSize - 12);
        foreach (var range in page)
        {
            // Only the part that was asked for.
            var from = Math.Max(range.Start, start);
            answer.U64(from | range.Source).U32((uint)((Math.Min(range.End, start + length) - from) / Media.LineSize)).Pad(4);
        }

        return answer;
    }

    private CciResult Inject(CciCall call)
    {
        var address = call.Read().U64();
        if (!media.Has(address, Media.LineSize))
        {
            return CxlReturnCode.InvalidPhysicalAddress;
        }

        if (media.Poison.Contains(address))
        {
            return CxlReturnCode.Success;
        }

        if (media.Poison.IsFull || (options.InjectPoisonLimit > 0 && media.Poison.Injections >= options.InjectPoisonLimit))
        {
            return CxlReturnCode.PoisonLimitReached;
        }

        media.Poison.Add(address, Media.LineSize, PoisonList.Injected, clock.Now);
        events.Add(EventLogs.Informational, SimulatedCxlEvent.GeneralMedia(address, transaction: SimulatedCxlEvent.HostInjectPoison).Build());
        return CxlReturnCode.Success;
    }

    private CciResult Clear(CciCall call)
    {
        var input = call.Read();
        var address = input.U64();
        var data = input.Bytes(Media.LineSize);
        if (!media.Has(address, Media.LineSize))
        {
            return CxlReturnCode.InvalidPhysicalAddress;
        }

        media.Poison.Remove(address, Media.LineSize);
        media.Write(address, data);
        return CxlReturnCode.Success;
    }
}
