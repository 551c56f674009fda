using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Looking for bad places nobody has noticed: 4303h to 4305h.</summary>
internal sealed class ScanMediaArea(Media media, BackgroundSlot background, EventLogs events, DeviceClock clock) : ICciArea
{
    private const int HeaderSize = 32, RecordSize = 16;
    private const double MillisecondsPerLine = 0.0005;
    private const byte NoEvents = 1, More = 1, StoppedPrematurely = 2;

    private List<PoisonList.Range>? _results;
    private int _told;
    private (ulong Start, ulong Length)? _stopped;

    public bool IsRunning => background.IsRunning && background.Opcode == CxlCommands.MemdevScanMedia.Opcode;

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.MemdevGetScanMediaCapabilities, Estimate);
        commands.Add(CxlCommands.MemdevScanMedia, Scan, CciRule.Media | CciRule.Unlocked);
        commands.Add(CxlCommands.MemdevGetScanMediaResults, Results, CciRule.Media);
    }

    public void Reset() => _results = null;

    private CciResult Estimate(CciCall call)
    {
        var input = call.Read();
        return TryRange(ref input, out _, out var length) ? new CciWriter().U32(Milliseconds(length)) : CxlReturnCode.InvalidPhysicalAddress;
    }

    private CciResult Scan(CciCall call)
    {
        var input = call.Read();
        if (!TryRange(ref input, out var start, out var length))
        {
            return CxlReturnCode.InvalidPhysicalAddress;
        }

        var flags = input.U8();
        if ((flags & ~NoEvents) != 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        (_results, _stopped, _told) = (null, null, 0);
        return background.Start(new BackgroundWork(call.Opcode, TimeSpan.FromMilliseconds(Milliseconds(length)), () => Finish(start, length, flags))
        {
            IsAbortable = true,
            Fail = _ => Stop(start, length),
        });
    }

    private CciResult Results(CciCall call)
    {
        if (_results is not { } results)
        {
            return CxlReturnCode.Unsupported;
        }

        var page = results.Skip(_told).Take(call.Fit(HeaderSize, RecordSize)).ToArray();
        _told += page.Length;
        var hasMore = _told < results.Count;
        _told = hasMore ? _told : 0;
        var (restart, length) = _stopped ?? default;
        var answer = new CciWriter().U64(restart).U64(length / Media.LineSize)
            .U8((hasMore ? More : 0) | (_stopped is null ? 0 : StoppedPrematurely)).Pad(1).U16(page.Length).Pad(12);
        return page.Aggregate(answer, (writer, range) => writer.U64(range.Start | range.Source).U32((uint)(range.Length / Media.LineSize)).Pad(4));
    }

    private CxlReturnCode Finish(ulong start, ulong length, byte flags)
    {
        foreach (var (bad, size) in media.Latent.Where(range => range.Start >= start && range.Start + range.Length <= start + length).ToArray())
        {
            media.Latent.Remove((bad, size));
            media.Poison.Add(bad, size, PoisonList.Internal, clock.Now);
            if ((flags & NoEvents) == 0)
            {
                events.Add(EventLogs.Warning, SimulatedCxlEvent.GeneralMedia(bad, transaction: SimulatedCxlEvent.HostScanMedia).Build());
            }
        }

        _results = [.. media.Poison.In(start, length)];
        return CxlReturnCode.Success;
    }

    private void Stop(ulong start, ulong length)
    {
        // What was scanned is told, the rest is named for the next scan.
        var done = length * (ulong)Math.Clamp(background.Percent, 0, 99) / 100 / Media.LineSize * Media.LineSize;
        (_results, _stopped) = ([.. media.Poison.In(start, done)], (start + done, length - done));
    }

    private bool TryRange(ref CciReader input, out ulong start, out ulong length)
    {
        start = input.U64();
        var units = input.U64();
        length = units <= media.Bytes / Media.LineSize ? units * Media.LineSize : ulong.MaxValue;
        return length != ulong.MaxValue && media.Has(start, length);
    }

    private static uint Milliseconds(ulong length) => (uint)Math.Max(1, Math.Ceiling(length / Media.LineSize * MillisecondsPerLine));
}
