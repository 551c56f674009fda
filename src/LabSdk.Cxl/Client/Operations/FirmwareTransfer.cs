namespace LabSdk.Cxl;

/// <summary>The parts of one firmware transfer, one after the other.</summary>
internal sealed class FirmwareTransfer(CxlEndpoint endpoint, ReadOnlyMemory<byte> package, byte slot, int partSize, IProgress<CxlProgress>? progress)
{
    // A device gives a transfer up after 30 seconds without a part.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A device must take a part twice: its answer may have been lost.
    private const int MostRepeats = 2;

    private readonly long _started = endpoint.Time.GetTimestamp();

    /// <summary>Parts that were taken.</summary>
    public int Parts { get; private set; }

    /// <summary>Time since the begin.</summary>
    public TimeSpan Elapsed => endpoint.Time.GetElapsedTime(_started);

    /// <summary>Transfers all parts.</summary>
    /// <returns>False when the end of the last part could not be seen.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var isVerified = true;
        try
        {
            for (var offset = 0; offset < package.Length;)
            {
                var data = package.Slice(offset, Math.Min(partSize, package.Length - offset));
                var isLast = offset + data.Length == package.Length;
                var action = offset == 0 ? isLast ? CxlFirmwareTransferAction.Full : CxlFirmwareTransferAction.Initiate
                    : isLast ? CxlFirmwareTransferAction.End : CxlFirmwareTransferAction.Continue;
                var part = new TransferFwRequest
                {
                    Action = action, Slot = isLast ? slot : (byte)0, OffsetUnits = (uint)(offset / FirmwarePlan.Unit), Data = data,
                };
                isVerified = await SendAsync(part, cancellationToken).ConfigureAwait(false);
                offset += data.Length;
                Parts++;
                progress?.Report(new CxlProgress(100.0 * offset / package.Length, Elapsed, $"Transfer part {Parts} of {(package.Length + partSize - 1) / partSize}"));
            }

            return isVerified;
        }
        catch when (Parts > 0)
        {
            // A transfer that is left open keeps others out until the device gives it up.
            await AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<bool> SendAsync(TransferFwRequest part, CancellationToken cancellationToken)
    {
        var began = endpoint.Time.GetTimestamp();
        for (var repeats = 0; ;)
        {
            try
            {
                var operation = await endpoint.StartAsync(CxlCommands.TransferFw, part, null, cancellationToken).ConfigureAwait(false);
                return (await operation.WaitAsync(cancellationToken).ConfigureAwait(false)).Outcome != CxlBackgroundOutcome.Unobservable;
            }
            catch (CxlTimeoutException) when (repeats++ < MostRepeats)
            {
            }
            catch (LabException error) when (CxlErrors.IsBusy(error) && endpoint.Time.GetElapsedTime(began) < LongestPause)
            {
                // Where its end cannot be seen, the part before may still be at work.
                await Task.Delay(endpoint.Options.FirstPoll, endpoint.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AbortAsync()
    {
        try
        {
            await endpoint.StartAsync(CxlCommands.TransferFw, new TransferFwRequest { Action = CxlFirmwareTransferAction.Abort }, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is LabException or ObjectDisposedException)
        {
            // The failure that led here is the one to report.
        }
    }
}
