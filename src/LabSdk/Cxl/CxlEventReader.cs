using LabSdk.Cxl;
using LabSdk.Families.Cxl;

namespace LabSdk;

/// <summary>Reads and clears the event logs of a component.</summary>
internal static class CxlEventReader
{
    public static async ValueTask<CxlEventTable> ReadAsync(CxlDevice device, CxlEndpoint client, CancellationToken cancellationToken)
    {
        var logs = new List<CxlEventLogContent>();
        foreach (var log in Enum.GetValues<CxlEventLog>())
        {
            try
            {
                logs.Add(await client.ReadEventLogAsync(log, cancellationToken).ConfigureAwait(false));
            }
            catch (CxlDeviceException error) when (log == CxlEventLog.DynamicCapacity && (CxlSupport.IsMissing(error) || error.ReturnCode is CxlReturnCode.InvalidInput or CxlReturnCode.InvalidLog))
            {
                // Devices without dynamic capacity do not have this log.
            }
        }

        return new CxlEventTable(device, logs);
    }

    /// <summary>Removes what was read, no more; an overflowed log as a whole, as it takes nothing else.</summary>
    public static async ValueTask ClearAsync(CxlEndpoint client, CxlEventTable table, CancellationToken cancellationToken)
    {
        foreach (var log in table.Logs)
        {
            await (log.IsOverflowed
                ? client.ClearOverflowedEventsAsync(log.Log, cancellationToken).AsTask()
                : client.ClearEventsAsync(log.Log, log.Records, cancellationToken)).ConfigureAwait(false);
        }
    }
}
