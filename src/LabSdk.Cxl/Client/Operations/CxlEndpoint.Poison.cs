namespace LabSdk.Cxl;

/// <content>Poison and scans of the media as a whole.</content>
public sealed partial class CxlEndpoint
{
    private const ulong LineSize = 64, RestartBit = 1;

    // The number of records that a device can keep is told in 24 bits.
    private const int MostPoisonRecords = 1 << 24;

    /// <summary>Reads the poison list of a range, in as many answers as it takes.</summary>
    /// <param name="address">Device physical address of its begin, a multiple of 64.</param>
    /// <param name="bytes">Its length in bytes, a multiple of 64; null for the whole capacity from there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a multiple of 64.</exception>
    public async Task<CxlPoisonContent> ReadPoisonAsync(ulong address = 0, ulong? bytes = null, CancellationToken cancellationToken = default)
    {
        RequireLines(address, bytes);
        var length = bytes ?? await CapacityFromAsync(address, cancellationToken).ConfigureAwait(false);
        var records = new List<CxlMediaErrorRecord>();

        // The device keeps the position. One that an earlier read left in the middle is sent to the begin again.
        using var turn = await _link.EnterAsync(Tunnel, CxlCommands.GetPoisonList, cancellationToken).ConfigureAwait(false);
        var isFirst = _link.OpenPoisonReads.TryAdd(Tunnel, true);
        var restart = isFirst ? 0 : RestartBit;
        while (true)
        {
            GetPoisonList page;
            try
            {
                page = await Memory.GetPoisonListAsync(address | restart, length / LineSize, cancellationToken).ConfigureAwait(false);
            }
            catch (LabException error) when (isFirst && error is (CxlDeviceException or CxlIoException))
            {
                // A refused request does not move the position: no later read has to ask for a restart, which not all devices know.
                _link.OpenPoisonReads.TryRemove(Tunnel, out _);
                throw;
            }

            records.AddRange(page.Records);
            if (records.Count > MostPoisonRecords)
            {
                throw CxlErrors.Broken(new CxlProtocolException("The poison list has no end."), CxlCommands.GetPoisonList.Opcode, Name, Tunnel.Layers);
            }

            if (!page.HasMore || page.Records.Count == 0)
            {
                _link.OpenPoisonReads.TryRemove(Tunnel, out _);
                return new CxlPoisonContent(records, page.IsOverflowed, page.OverflowTime, page.IsScanInProgress);
            }

            (isFirst, restart) = (false, 0);
        }
    }

    /// <summary>Scans the media of a range for poison, waits for the end and reads the results. Takes the device's time: see Get Scan Media Capabilities.</summary>
    /// <param name="address">Device physical address of its begin, a multiple of 64.</param>
    /// <param name="bytes">Its length in bytes, a multiple of 64.</param>
    /// <param name="flags">Whether found errors also go to the event log.</param>
    /// <param name="progress">Told while it runs; null for none.</param>
    /// <param name="cancellationToken">Ends the wait, not the scan.</param>
    /// <exception cref="CxlConfirmationException">The endpoint does not permit disruptive commands.</exception>
    public async Task<CxlScanContent> ScanMediaAsync(
        ulong address, ulong bytes, CxlScanMediaFlags flags = CxlScanMediaFlags.None, IProgress<CxlProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireLines(address, bytes);
        var request = new MemdevScanMediaRequest { Address = address, LengthUnits = bytes / LineSize, Flags = flags };
        var operation = await StartAsync(CxlCommands.MemdevScanMedia, request, null, cancellationToken).ConfigureAwait(false);
        await operation.ReportAsync(progress, cancellationToken).ConfigureAwait(false);
        return await ReadScanResultsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the results of the last scan of the media, in as many answers as it takes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlDeviceException">There was no scan since the last reset (Unsupported), or one runs.</exception>
    public async Task<CxlScanContent> ReadScanResultsAsync(CancellationToken cancellationToken = default)
    {
        var records = new List<CxlMediaErrorRecord>();
        using var turn = await _link.EnterAsync(Tunnel, CxlCommands.MemdevGetScanMediaResults, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var page = await Memory.GetScanMediaResultsAsync(cancellationToken).ConfigureAwait(false);
            records.AddRange(page.Records);
            if (!page.HasMore || page.Records.Count == 0 || records.Count > MostPoisonRecords)
            {
                return new CxlScanContent(records, page.IsStoppedPrematurely ? page.RestartAddress : null, page.IsStoppedPrematurely ? page.RestartLengthBytes : null);
            }
        }
    }

    private async Task<ulong> CapacityFromAsync(ulong address, CancellationToken cancellationToken)
    {
        var capacity = (await Memory.IdentifyAsync(cancellationToken).ConfigureAwait(false)).TotalCapacityBytes;
        return capacity > address ? capacity - address : 0;
    }

    private static void RequireLines(ulong address, ulong? bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(address % LineSize, 0UL, nameof(address));
        ArgumentOutOfRangeException.ThrowIfNotEqual((bytes ?? 0) % LineSize, 0UL, nameof(bytes));
    }
}
