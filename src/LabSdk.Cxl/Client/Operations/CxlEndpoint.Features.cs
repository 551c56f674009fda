namespace LabSdk.Cxl;

/// <content>Features as a whole.</content>
public sealed partial class CxlEndpoint
{
    private const int FeatureListHeader = 8, FeatureEntrySize = 48, SetFeatureHeader = 32;

    /// <summary>The features of the component, all pages of the list.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CxlSupportedFeature>> GetFeaturesAsync(CancellationToken cancellationToken = default)
    {
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        return await Paging.ReadAsync("the list of features", async start =>
        {
            // The header counts towards the bytes that are asked for.
            var bytes = FeatureListHeader + FeatureEntrySize * limits.Entries(FeatureListHeader, FeatureEntrySize);
            var page = await Component.GetSupportedFeaturesAsync((uint)bytes, checked((ushort)start), cancellationToken).ConfigureAwait(false);
            return new Page<CxlSupportedFeature>(page.Features, page.TotalFeatureCount);
        }).ConfigureAwait(false);
    }

    /// <summary>Reads the value of a feature in parts that fit.</summary>
    /// <param name="feature">Its UUID, see <see cref="CxlFeatureIds"/>.</param>
    /// <param name="selection">The current value, or the default or saved one where the feature has them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlRequestException">The component does not have this feature.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadFeatureAsync(
        Guid feature, CxlFeatureSelection selection = CxlFeatureSelection.Current, CancellationToken cancellationToken = default)
    {
        var entry = await FeatureAsync(feature, cancellationToken).ConfigureAwait(false);
        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var content = new PartBuffer(entry.GetSize, Time, "Feature", null);
        while (content.Missing > 0)
        {
            var part = await Component.GetFeatureAsync(feature, (ushort)content.Length, (ushort)Math.Min(content.Missing, limits.Response), selection, cancellationToken).ConfigureAwait(false);
            if (!content.Add(part.Data))
            {
                break;
            }
        }

        return content.Content;
    }

    /// <summary>Writes the value of a feature, in one transfer or in parts that fit. One that goes on in the background is waited for.</summary>
    /// <param name="feature">Its UUID, see <see cref="CxlFeatureIds"/>.</param>
    /// <param name="value">The value, of the size that the entry of the feature says.</param>
    /// <param name="isSaved">True to keep it across resets.</param>
    /// <param name="cancellationToken">Stops between two parts; the transfer is aborted then.</param>
    /// <exception cref="CxlRequestException">The component does not have this feature, or it takes another size, or cannot be changed.</exception>
    public async Task WriteFeatureAsync(Guid feature, ReadOnlyMemory<byte> value, bool isSaved = false, CancellationToken cancellationToken = default)
    {
        var entry = await FeatureAsync(feature, cancellationToken).ConfigureAwait(false);
        if (!entry.IsChangeable || entry.SetSize != value.Length)
        {
            var why = entry.IsChangeable ? $"it takes {entry.SetSize} bytes, and {value.Length} were given" : "it cannot be changed";
            throw new CxlRequestException(CxlErrorIds.InvalidData, $"Feature {entry.Name ?? feature.ToString()} of {Name} was not written: {why}.") { Opcode = CxlCommands.SetFeature.Opcode, Endpoint = Name };
        }

        var limits = await GetLimitsAsync(cancellationToken).ConfigureAwait(false);
        var room = limits.Request - SetFeatureHeader;
        SetFeatureRequest Part(CxlFeatureTransferAction action, int offset, int length) => new()
        {
            FeatureId = feature, Version = entry.SetVersion, Offset = (ushort)offset, Data = value.Slice(offset, length),
            Transfer = new CxlFeatureTransfer(0) { DataTransfer = action, SavedAcrossReset = isSaved },
        };
        if (value.Length <= room)
        {
            await ExecuteAsync(CxlCommands.SetFeature, Part(CxlFeatureTransferAction.Full, 0, value.Length), cancellationToken).ConfigureAwait(false);
            return;
        }

        var done = 0;
        using var turn = await _link.EnterAsync(Tunnel, CxlCommands.SetFeature, cancellationToken).ConfigureAwait(false);
        try
        {
            while (done < value.Length)
            {
                var length = Math.Min(room, value.Length - done);
                var action = done == 0 ? CxlFeatureTransferAction.Initiate : done + length == value.Length ? CxlFeatureTransferAction.Finish : CxlFeatureTransferAction.Continue;
                await ExecuteAsync(CxlCommands.SetFeature, Part(action, done, length), cancellationToken).ConfigureAwait(false);
                done += length;
            }
        }
        catch when (done > 0)
        {
            // A transfer that is left open keeps others out.
            await TryAsync(CxlCommands.SetFeature, Part(CxlFeatureTransferAction.Abort, 0, 0)).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<CxlSupportedFeature> FeatureAsync(Guid feature, CancellationToken cancellationToken)
    {
        var features = await GetFeaturesAsync(cancellationToken).ConfigureAwait(false);
        var found = features.Where(entry => entry.FeatureId == feature).Select(entry => (CxlSupportedFeature?)entry).FirstOrDefault();
        return found ?? throw new CxlRequestException(
            CxlErrorIds.InvalidData, $"{Name} does not have the feature {CxlFeatureIds.NameOf(feature) ?? feature.ToString()}.", "GetFeaturesAsync() lists those it has.") { Endpoint = Name };
    }

    // For cleaning up after a failure that is reported already.
    private async Task TryAsync(CxlCommand command, ICxlRequest request)
    {
        try
        {
            await SendRequestAsync(command.Opcode, request, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is LabException or ObjectDisposedException)
        {
        }
    }
}
