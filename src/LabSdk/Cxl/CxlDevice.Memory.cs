using LabSdk.Cxl;
using LabSdk.Families.Cxl;

namespace LabSdk;

public sealed partial class CxlDevice
{
    /// <summary>What it is: serial number, kind, capacity, firmware; for a switch its ports. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It tells nothing of this.</exception>
    public CxlIdentity Identity => Lab.Calls.Run(CallFor($"Identifying '{Id}'"), ReadIdentityAsync);

    /// <summary>The thresholds of its alerts. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlAlertSettings Alerts => new(this, Ask("alerts", CxlCommands.MemdevGetAlertConfig, static (client, token) => client.Memory.GetAlertConfigAsync(token)));

    /// <summary>How its memory is divided into volatile and persistent. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has no memory.</exception>
    public CxlPartitions Partitions => Ask("partitions", CxlCommands.MemdevGetPartitionInfo, async (client, token) =>
        new CxlPartitions(this, await client.Memory.GetPartitionInfoAsync(token).ConfigureAwait(false), await client.Memory.IdentifyAsync(token).ConfigureAwait(false)));

    /// <summary>The records of all event logs. Reading does not remove them. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has no event logs.</exception>
    public CxlEventTable Events => AskLong("event logs", CxlCommands.GetEventRecords, (client, token) => CxlEventReader.ReadAsync(this, client, token));

    /// <summary>The places of its memory that are known to be bad. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It keeps no poison list.</exception>
    public CxlPoisonTable Poison => AskLong("poison list", CxlCommands.GetPoisonList, async (client, token) => new CxlPoisonTable(this, await client.ReadPoisonAsync(0, null, token).ConfigureAwait(false)));

    /// <summary>Its firmware slots. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It does not tell them.</exception>
    public CxlFirmware Firmware => new(this, Ask("firmware slots", CxlCommands.GetFwInfo, static (client, token) => client.Component.GetFwInfoAsync(token)));

    /// <summary>Its logs. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlLogs Logs => AskLong("logs", CxlCommands.GetSupportedLogs, ReadLogsAsync);

    /// <summary>Its features. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlFeatures Features => new(this, AskLong("features", CxlCommands.GetSupportedFeatures, static (client, token) => new ValueTask<IReadOnlyList<CxlSupportedFeature>>(client.GetFeaturesAsync(token))));

    /// <summary>Its security state and passphrases. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlSecurity Security => new(this, Ask("security state", CxlCommands.MemdevGetSecurityState, static (client, token) => client.Memory.GetSecurityStateAsync(token)).State);

    /// <summary>Its label storage area. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlLabels Labels => Ask("label storage", CxlCommands.MemdevGetLsa, ReadLabelsAsync);

    /// <summary>The commands that it has, with what each changes (Command Effects Log). Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It does not tell them.</exception>
    public CxlCommandTable Commands => AskLong("list of commands", CxlCommands.GetLogCel, async (client, token) => new CxlCommandTable(this, await client.GetCapabilitiesAsync(refresh: false, token).ConfigureAwait(false)));

    /// <summary>Its dynamic capacity: regions and extents. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has none.</exception>
    public CxlDynamicCapacity DynamicCapacity => AskLong("dynamic capacity", CxlCommands.MemdevGetDcConfig, async (client, token) =>
    {
        var settings = await client.Memory.GetDcConfigAsync(new MemdevGetDcConfigRequest { RegionCount = 1 }, token).ConfigureAwait(false);
        return new CxlDynamicCapacity(this, settings, await client.ReadRegionsAsync(token).ConfigureAwait(false), await client.ReadExtentsAsync(token).ConfigureAwait(false));
    });

    /// <summary>Gets or sets its clock; null when it was never set. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It has no clock.</exception>
    public DateTimeOffset? Timestamp
    {
        get => Ask("clock", CxlCommands.GetTimestamp, static (client, token) => client.Component.GetTimestampAsync(token)).Time;
        set => Tell(
            "Setting the clock", "clock", CxlCommands.SetTimestamp,
            (client, token) => client.Component.SetTimestampAsync(new SetTimestampRequest { Timestamp = CxlTime.ToNanoseconds(value ?? throw new ArgumentNullException(nameof(value))) }, token));
    }

    /// <summary>True when the last shutdown was not clean, or the next one would count as such. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">It does not tell.</exception>
    public bool IsShutdownDirty => Ask("shutdown state", CxlCommands.MemdevGetShutdownState, static (client, token) => client.Memory.GetShutdownStateAsync(token)).State.HasFlag(CxlShutdownState.Dirty);

    /// <summary>
    /// Events as they come, in a plain <c>foreach</c>, oldest first. Blocks for each event, until the loop is left or interrupted. The logs
    /// are looked at again and again; what was given out is removed from them when the next one is asked for.
    /// </summary>
    /// <param name="interval">Time between two looks; null for 1 s.</param>
    /// <param name="clear">False to leave the records in the logs; a full log then hides new ones. Default true.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public IEnumerable<CxlEvent> WatchEvents(TimeSpan? interval = null, bool clear = true, CancellationToken cancellationToken = default) =>
        Lab.Calls.Enumerate(CallFor($"Watching the events of '{Id}'"), token => Client.WatchEventsAsync(null, interval, clear, null, token), cancellationToken);

    internal async Task<CxlIdentity> ReadIdentityAsync(CancellationToken cancellationToken)
    {
        var component = await TryAsync(CxlCommands.Identify, static (client, token) => client.Component.IdentifyAsync(token), cancellationToken).ConfigureAwait(false);
        var memory = await TryAsync(CxlCommands.MemdevIdentify, static (client, token) => client.Memory.IdentifyAsync(token), cancellationToken).ConfigureAwait(false);
        var fabric = component?.ComponentType == CxlComponentType.Switch
            ? await TryAsync(CxlCommands.FmapiIdentifySwDevice, static (client, token) => client.Fabric.IdentifySwDeviceAsync(token), cancellationToken).ConfigureAwait(false)
            : null;
        return component is null && memory is null
            ? throw CxlSupport.Missing(this, "identity", CxlCommands.Identify, null)
            : new CxlIdentity(this, await Client.GetSerialNumberAsync(cancellationToken).ConfigureAwait(false), component, memory, fabric);
    }

    // What one kind of component has, another lacks.
    private async Task<T?> TryAsync<T>(CxlCommand command, Func<CxlEndpoint, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
        where T : struct
    {
        try
        {
            return await AskAsync(command.Title, command, ask, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (error is NotSupportedByDeviceException or CxlIoException { ErrorId: CxlErrorIds.Blocked })
        {
            // Or the driver does not let the question through, as distributions' kernels do with Identify (0001h).
            return null;
        }
    }

    private async ValueTask<CxlLogs> ReadLogsAsync(CxlEndpoint client, CancellationToken cancellationToken)
    {
        var logs = new List<CxlLog>();
        foreach (var log in await client.GetLogsAsync(cancellationToken).ConfigureAwait(false))
        {
            logs.Add(new CxlLog(this, log, await CapabilitiesAsync(client, log, cancellationToken).ConfigureAwait(false)));
        }

        return new CxlLogs(this, logs);
    }

    private static async Task<CxlLogCapabilities?> CapabilitiesAsync(CxlEndpoint client, CxlSupportedLog log, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Component.GetLogCapabilitiesAsync(new GetLogCapabilitiesRequest { Uuid = log.Uuid }, cancellationToken).ConfigureAwait(false)).Capabilities;
        }
        catch (LabException error) when (CxlSupport.IsMissing(error) || error is CxlDeviceException { ReturnCode: CxlReturnCode.InvalidLog } or CxlIoException)
        {
            return null;
        }
    }

    private async ValueTask<CxlLabels> ReadLabelsAsync(CxlEndpoint client, CancellationToken cancellationToken)
    {
        const uint Shown = 256;
        var size = (await client.Memory.IdentifyAsync(cancellationToken).ConfigureAwait(false)).LsaSize;
        return size == 0
            ? throw CxlSupport.Missing(this, "label storage", CxlCommands.MemdevGetLsa, null)
            : new CxlLabels(this, size, await client.ReadLsaAsync(0, Math.Min(size, Shown), null, cancellationToken).ConfigureAwait(false));
    }
}
