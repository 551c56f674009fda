namespace LabSdk.Cxl;

/// <content>Logs as a whole, and the capability map.</content>
public sealed partial class CxlEndpoint
{
    private const int LogListHeader = 8, LogEntrySize = 20;

    /// <summary>What the component can do, from its Command Effects Log. Read once, then kept.</summary>
    /// <param name="refresh">True to read it again, for example after a firmware update.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlDeviceException">The component has no such log.</exception>
    public async ValueTask<CxlCapabilities> GetCapabilitiesAsync(bool refresh = false, CancellationToken cancellationToken = default)
    {
        if (!refresh && _link.Capabilities.TryGetValue(Tunnel, out var known))
        {
            return known;
        }

        var log = await ReadLogAsync(CxlLogIds.CommandEffects, null, cancellationToken).ConfigureAwait(false);
        return _link.Capabilities[Tunnel] = new CxlCapabilities(GetLogCel.Read(log).Entries);
    }

    /// <summary>The logs of the component, all pages of the list.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlSupportedLog>> GetLogsAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await Component.GetSupportedLogsAsync(cancellationToken).ConfigureAwait(false)).Logs;
        }
        catch (LabException error) when (CxlErrors.IsNotImplemented(error) || error is CxlProtocolException)
        {
            // A list that does not fit one answer comes in parts.
            return await Paging.ReadAsync("the list of logs", async start =>
            {
                var page = await Component.GetSupportedLogsSublistAsync(
                    (byte)limits.Entries(LogListHeader, LogEntrySize, byte.MaxValue), checked((byte)start), cancellationToken).ConfigureAwait(false);
                return new Page<CxlSupportedLog>(page.Logs, page.TotalLogCount);
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a log from its begin to its end, in parts that fit.</summary>
    /// <param name="log">Its UUID, see <see cref="CxlLogIds"/>.</param>
    /// <param name="progress">Told after each part; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Exactly what the component gave; shorter than announced when the log shrank meanwhile.</returns>
    /// <exception cref="CxlDeviceException">The component does not have this log.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadLogAsync(Guid log, IProgress<CxlProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var size = await SizeOfAsync(log, cancellationToken).ConfigureAwait(false)
            ?? throw CxlErrors.Refused(new TunnelReply(new CxlReply(CxlReturnCode.InvalidLog, default), Tunnel.Layers, false), CxlCommands.GetLog.Opcode, Name);
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        using var turn = await _link.EnterAsync(Tunnel, CxlCommands.GetLog, cancellationToken).ConfigureAwait(false);
        var content = new PartBuffer(size, Time, $"Log {CxlLogIds.NameOf(log) ?? log.ToString()}", progress);
        while (content.Missing > 0)
        {
            try
            {
                var part = await Component.GetLogAsync(log, (uint)content.Length, (uint)Math.Min(content.Missing, limits.Response), cancellationToken).ConfigureAwait(false);
                if (!content.Add(part.Data))
                {
                    break;
                }
            }
            catch (CxlDeviceException error) when (error is { ReturnCode: CxlReturnCode.InvalidInput, IsTunnelRefused: false } && content.Length > 0)
            {
                // The range left the log: it may be shorter now than when it was listed.
                var now = await SizeOfAsync(log, cancellationToken).ConfigureAwait(false) ?? 0;
                if (now >= content.Length + content.Missing)
                {
                    throw;
                }

                content.Shrink(now);
            }
        }

        return content.Content;
    }

    private async Task<long?> SizeOfAsync(Guid log, CancellationToken cancellationToken)
    {
        var logs = await GetLogsAsync(cancellationToken).ConfigureAwait(false);
        return logs.Where(entry => entry.Uuid == log).Select(entry => (long?)entry.Size).FirstOrDefault();
    }
}
