using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Event logs and how the host hears of them: 0100h to 0106h.</summary>
internal sealed class EventsArea(EventLogs logs, EventNotifier notifier) : ICciArea
{
    private const int HeaderSize = 32;
    private const byte Overflow = 1, More = 2, ClearAll = 1;

    private readonly byte[] _policy = new byte[5];

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.GetEventRecords, Get, CciRule.Media);
        commands.Add(CxlCommands.ClearEventRecords, Clear, CciRule.Variable | CciRule.Media);
        commands.Add(CxlCommands.GetEventInterruptPolicy, _ => _policy.ToArray());
        commands.Add(CxlCommands.SetEventInterruptPolicy, SetPolicy, CciRule.OptionalTail);
        commands.Add(CxlCommands.GetMctpEventInterruptPolicy, _ => new CciWriter().U16(notifier.Policy), links: CciLink.Messages);
        commands.Add(CxlCommands.SetMctpEventInterruptPolicy, SetMctpPolicy, links: CciLink.Messages);

        // For the other direction. A component that gets it drops it without a word.
        commands.Add(CxlCommands.EventNotification, _ => new CciResult { IsSilent = true }, CciRule.Unlisted, CciLink.Messages);
    }

    private CciResult Get(CciCall call)
    {
        if (logs.Find(call.Read().U8()) is not { } log)
        {
            return CxlReturnCode.InvalidInput;
        }

        var records = log.Records.Take(call.Fit(HeaderSize, EventLog.RecordSize)).ToArray();
        var flags = (log.HasOverflowed ? Overflow : 0) | (records.Length < log.Count ? More : 0);
        var answer = new CciWriter().U8(flags).Pad(1).U16(log.Lost).U64(log.FirstLost).U64(log.LastLost).U16(records.Length).Pad(10);
        return records.Aggregate(answer, (writer, record) => writer.Bytes(record));
    }

    private CciResult Clear(CciCall call)
    {
        var input = call.Read();
        var log = logs.Find(input.U8());
        var flags = input.U8();
        var count = input.U8();
        input.Skip(3);
        input.Expect(2L * count);
        if (log is null || (flags & ~ClearAll) != 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        if (flags == ClearAll)
        {
            if (!log.HasOverflowed || count != 0)
            {
                return CxlReturnCode.InvalidInput;
            }

            log.Clear();
            return CxlReturnCode.Success;
        }

        var handles = new ushort[count];
        for (var index = 0; index < count; index++)
        {
            handles[index] = input.U16();
        }

        return log.TryClear(handles) ? CxlReturnCode.Success : CxlReturnCode.InvalidHandle;
    }

    private CciResult SetPolicy(CciCall call)
    {
        // Four bytes from a host of CXL 2.0, which knows no dynamic capacity.
        call.Payload.Span.CopyTo(_policy);
        return CxlReturnCode.Success;
    }

    private CciResult SetMctpPolicy(CciCall call)
    {
        notifier.Policy = (ushort)(call.Read().U16() & EventNotifier.KnownEvents);
        return new CciWriter().U16(notifier.Policy);
    }
}
