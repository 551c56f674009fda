using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Logs: 0400h to 0405h. The Command Effects Log is made from the commands that the component has on the link in question.</summary>
internal sealed class LogsArea(CciCommandTable table, BackgroundSlot background) : ICciArea
{
    private const int EntrySize = 20;

    private static readonly TimeSpan PopulateTime = TimeSpan.FromSeconds(2);

    private readonly List<ComponentLog> _logs = [ComponentLog.VendorDebug(), ComponentLog.StateDump()];

    public void Register(CciCommandTable commands)
    {
        commands.Add(CxlCommands.GetSupportedLogs, Supported);
        commands.Add(CxlCommands.GetLog, Get, CciRule.Media);
        commands.Add(CxlCommands.GetLogCapabilities, Capabilities);
        commands.Add(CxlCommands.ClearLog, Clear);
        commands.Add(CxlCommands.PopulateLog, Populate);
        commands.Add(CxlCommands.GetSupportedLogsSublist, Sublist);
    }

    private CciResult Supported(CciCall call)
    {
        var all = All(call);
        return Entries(new CciWriter().U16(all.Count).Pad(6), all);
    }

    private CciResult Sublist(CciCall call)
    {
        var (most, start) = (call.Payload.Span[0], call.Payload.Span[1]);
        var all = All(call);
        if (most == 0 || start >= all.Count)
        {
            return CxlReturnCode.InvalidInput;
        }

        var page = all.Skip(start).Take(Math.Min(most, call.Fit(8, EntrySize))).ToList();
        return Entries(new CciWriter().U8(page.Count).Pad(1).U16(all.Count).U8(start).Pad(3), page);
    }

    private CciResult Get(CciCall call)
    {
        var input = call.Read();
        var log = Find(input.Uuid(), call);
        var (offset, length) = (input.U32(), input.U32());
        return log is null ? CxlReturnCode.InvalidLog
            : length > call.MaximumResponse || (ulong)offset + length > (ulong)log.Data.Length ? CxlReturnCode.InvalidInput
            : log.Data.AsSpan((int)offset, (int)length).ToArray();
    }

    private CciResult Capabilities(CciCall call) =>
        Find(call.Read().Uuid(), call) is { } log ? new CciWriter().U32(log.Capabilities) : CxlReturnCode.InvalidLog;

    private CciResult Clear(CciCall call)
    {
        if (Find(call.Read().Uuid(), call) is not { } log)
        {
            return CxlReturnCode.InvalidLog;
        }

        if ((log.Capabilities & ComponentLog.CanClear) == 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        log.Clear();
        return CxlReturnCode.Success;
    }

    private CciResult Populate(CciCall call)
    {
        if (Find(call.Read().Uuid(), call) is not { } log)
        {
            return CxlReturnCode.InvalidLog;
        }

        if ((log.Capabilities & ComponentLog.CanPopulate) == 0)
        {
            return CxlReturnCode.InvalidInput;
        }

        return background.Start(new BackgroundWork(call.Opcode, PopulateTime, () =>
        {
            log.Populate();
            return CxlReturnCode.Success;
        })
        {
            IsAbortable = true,
        });
    }

    private List<ComponentLog> All(CciCall call) => [Effects(call.Link), .. _logs];

    private ComponentLog? Find(Guid id, CciCall call) => All(call).Find(log => log.Id == id);

    private ComponentLog Effects(CciLink link)
    {
        var entries = table.Listed(link).Aggregate(new CciWriter(), (writer, command) => writer.U16(command.Opcode).U16((int)command.Effects));
        return new ComponentLog(CxlUuids.CommandEffectsLog, entries.ToArray(), 0);
    }

    private static CciResult Entries(CciWriter answer, IReadOnlyCollection<ComponentLog> logs) =>
        logs.Aggregate(answer, (writer, log) => writer.Uuid(log.Id).U32((uint)log.Data.Length));
}
