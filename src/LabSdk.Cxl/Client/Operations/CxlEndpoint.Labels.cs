namespace LabSdk.Cxl;

/// <content>The label storage area as a whole.</content>
public sealed partial class CxlEndpoint
{
    private const int SetLsaHeader = 8;

    /// <summary>Reads the label storage area, or a part of it, in parts that fit.</summary>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="length">How much; null for all up to the end.</param>
    /// <param name="progress">Told after each part; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlRequestException">The range leaves the area.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadLsaAsync(
        uint offset = 0, uint? length = null, IProgress<CxlProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var wanted = await LsaRangeAsync(offset, length, cancellationToken).ConfigureAwait(false);
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var content = new PartBuffer(wanted, Time, "Labels", progress);
        while (content.Missing > 0)
        {
            var part = await Memory.GetLsaAsync((uint)(offset + content.Length), (uint)Math.Min(content.Missing, limits.Response), cancellationToken).ConfigureAwait(false);
            if (!content.Add(part.Data))
            {
                throw CxlErrors.Broken(new CxlProtocolException($"The label storage area ends at {offset + content.Length} bytes, before the size that the device says."), CxlCommands.MemdevGetLsa.Opcode, Name, Tunnel.Layers);
            }
        }

        return content.Content;
    }

    /// <summary>Writes to the label storage area in parts that fit. Namespaces on the device depend on it.</summary>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="data">What to write.</param>
    /// <param name="confirmation">Names the device whose labels may be destroyed.</param>
    /// <param name="progress">Told after each part; null for none.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    /// <exception cref="CxlConfirmationException">The confirmation names another device.</exception>
    /// <exception cref="CxlRequestException">The range leaves the area.</exception>
    public async Task WriteLsaAsync(
        uint offset, ReadOnlyMemory<byte> data, CxlConfirmation confirmation, IProgress<CxlProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        await PermitAsync(CxlCommands.MemdevSetLsa, CxlCommands.MemdevSetLsa.Opcode, confirmation, cancellationToken).ConfigureAwait(false);
        await LsaRangeAsync(offset, (uint)data.Length, cancellationToken).ConfigureAwait(false);
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var started = Time.GetTimestamp();
        for (var done = 0; done < data.Length;)
        {
            var part = data.Slice(done, Math.Min(data.Length - done, limits.Request - SetLsaHeader));
            await SendRequestAsync(CxlCommands.MemdevSetLsa.Opcode, new MemdevSetLsaRequest { Offset = offset + (uint)done, Data = part }, cancellationToken).ConfigureAwait(false);
            done += part.Length;
            progress?.Report(new CxlProgress(100.0 * done / data.Length, Time.GetElapsedTime(started), "Labels"));
        }
    }

    private async Task<long> LsaRangeAsync(uint offset, uint? length, CancellationToken cancellationToken)
    {
        var size = (await Memory.IdentifyAsync(cancellationToken).ConfigureAwait(false)).LsaSize;
        var wanted = length ?? (offset <= size ? size - offset : 0);
        return (long)offset + wanted <= size ? wanted
            : throw new CxlRequestException(CxlErrorIds.InvalidData, $"The label storage area of {Name} has {size} bytes; {wanted} bytes at {offset} leave it.") { Endpoint = Name };
    }
}
