using System.Runtime.CompilerServices;

namespace LabSdk.Cxl;

/// <content>Event logs as a whole and as a stream.</content>
public sealed partial class CxlEndpoint
{
    // Clear Event Records counts handles in one byte, after 6 bytes of header.
    private const int MostHandles = 255, ClearHeader = 6, HandleSize = 2;

    private static readonly CxlEventLog[] AllEventLogs = [CxlEventLog.Informational, CxlEventLog.Warning, CxlEventLog.Failure, CxlEventLog.Fatal, CxlEventLog.DynamicCapacity];

    /// <summary>
    /// Reads an event log, oldest records first, in as many answers as it takes. Reading does not remove records; with
    /// <paramref name="clear"/>, the records of an answer are removed by their handles when the next record after them is asked for:
    /// a reader that stops early loses nothing.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="clear">True to remove what was read. Many devices give out more than one answer of records only then.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<CxlEventRecord> ReadEventsAsync(CxlEventLog log, bool clear = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<ushort>();
        for (var hasMore = true; hasMore;)
        {
            var page = await Component.GetEventRecordsAsync(log, cancellationToken).ConfigureAwait(false);

            // Without clearing, devices repeat what they gave; with it, a handle may be given out anew.
            var fresh = clear ? page.Records : [.. page.Records.Where(record => seen.Add(record.Handle))];
            foreach (var record in fresh)
            {
                yield return record;
            }

            if (clear)
            {
                await ClearEventsAsync(log, page.Records, cancellationToken).ConfigureAwait(false);
            }

            hasMore = page.HasMore && fresh.Count > 0;
        }
    }

    /// <summary>Reads an event log with what it says of lost records.</summary>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CxlEventLogContent> ReadEventLogAsync(CxlEventLog log, CancellationToken cancellationToken = default)
    {
        var (records, seen) = (new List<CxlEventRecord>(), new HashSet<ushort>());
        while (true)
        {
            var page = await Component.GetEventRecordsAsync(log, cancellationToken).ConfigureAwait(false);
            var before = records.Count;
            records.AddRange(page.Records.Where(record => seen.Add(record.Handle)));
            if (!page.HasMore || records.Count == before)
            {
                return new CxlEventLogContent(log, records, page.IsOverflowed, page.LostRecords, page.FirstOverflowTime, page.LastOverflowTime, page.HasMore);
            }
        }
    }

    /// <summary>Removes records from an event log, oldest first, in as many commands as it takes.</summary>
    /// <param name="log">The log.</param>
    /// <param name="records">The records, in the order they were read.</param>
    /// <param name="cancellationToken">Stops between two commands.</param>
    public async Task ClearEventsAsync(CxlEventLog log, IReadOnlyList<CxlEventRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var most = Math.Clamp((limits.Request - ClearHeader) / HandleSize, 1, MostHandles);
        foreach (var part in records.Select(record => record.Handle).Chunk(most))
        {
            await ExecuteAsync(CxlCommands.ClearEventRecords, new ClearEventRecordsRequest { EventLog = log, Handles = part }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes all records from a log that has overflowed; a device refuses it for others.</summary>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask ClearOverflowedEventsAsync(CxlEventLog log, CancellationToken cancellationToken = default) =>
        ExecuteAsync(CxlCommands.ClearEventRecords, new ClearEventRecordsRequest { EventLog = log, Flags = CxlClearEventFlags.ClearAll }, cancellationToken);

    /// <summary>
    /// Events as they come: the logs are read every <paramref name="interval"/>, and at once after a notification. Each record comes once,
    /// and is removed from its log when the next one is asked for, unless <paramref name="clear"/> is false.
    /// </summary>
    /// <param name="logs">The logs; null for all that the device has.</param>
    /// <param name="interval">Time between two looks; null for 1 s.</param>
    /// <param name="clear">True to remove what was read. Without it, a full log hides new records.</param>
    /// <param name="listener">Wakes the stream when the component sends a notification; null for none.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<CxlEvent> WatchEventsAsync(
        IReadOnlyList<CxlEventLog>? logs = null, TimeSpan? interval = null, bool clear = true, CxlEventListener? listener = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<CxlEventLog> watched = [.. logs ?? AllEventLogs];
        var seen = new HashSet<(CxlEventLog, ushort, ulong)>();
        var wait = interval ?? TimeSpan.FromSeconds(1);
        while (watched.Count > 0)
        {
            var woken = listener?.NextAsync();
            foreach (var log in watched.ToArray())
            {
                var records = ReadEventsAsync(log, clear, cancellationToken).GetAsyncEnumerator(cancellationToken);
                await using (records.ConfigureAwait(false))
                {
                    while (await MoveAsync(records, log, watched, logs is null).ConfigureAwait(false))
                    {
                        if (clear || seen.Add((log, records.Current.Handle, records.Current.Timestamp)))
                        {
                            yield return new CxlEvent(log, records.Current);
                        }
                    }
                }
            }

            var pause = Task.Delay(wait, Time, cancellationToken);
            await (woken is null ? pause : Task.WhenAny(woken, pause)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // A device without a log refuses it; one of the default logs is left out then.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<CxlEventRecord> records, CxlEventLog log, List<CxlEventLog> watched, bool mayLeaveOut)
    {
        try
        {
            return await records.MoveNextAsync().ConfigureAwait(false);
        }
        catch (CxlDeviceException error) when (mayLeaveOut && error is { ReturnCode: CxlReturnCode.InvalidInput or CxlReturnCode.InvalidLog, IsTunnelRefused: false } && error.Opcode == CxlCommands.GetEventRecords.Opcode)
        {
            watched.Remove(log);
            return false;
        }
        catch (CxlDeviceException error) when (error is { ReturnCode: CxlReturnCode.InvalidHandle, IsTunnelRefused: false })
        {
            // Another reader cleared them first. The next look shows what is left.
            return false;
        }
    }
}
