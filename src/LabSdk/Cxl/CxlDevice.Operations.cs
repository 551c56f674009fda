using LabSdk.Cxl;
using LabSdk.Families.Cxl;
using LabSdk.Presentation;

namespace LabSdk;

public sealed partial class CxlDevice
{
    /// <summary>What the component runs in the background, or ran last. Blocks.</summary>
    /// <exception cref="NotSupportedByDeviceException">This way to the component does not tell it; most mailboxes do not.</exception>
    public BgOpStatus BackgroundStatus => Ask("background status", CxlCommands.BgOpStatus, static (client, token) => client.Component.BgOpStatusAsync(token));

    /// <summary>
    /// Makes all data of the device unreadable, in the background, and waits for the end with a bar. Destroys data; the memory cannot
    /// be used meanwhile, and the event logs are cleared. Blocks.
    /// </summary>
    /// <param name="confirmation">Names the device: <c>Confirm.Serial("...")</c>.</param>
    /// <param name="timeout">Longest wait; null for no limit. A large device takes hours.</param>
    /// <param name="cancellationToken">Ends the wait, not the operation.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CxlConfirmationException">The confirmation names another device; nothing was sent.</exception>
    /// <exception cref="CxlTimeoutException">It has not ended in that time; it goes on.</exception>
    /// <exception cref="CxlDeviceException">The device refused, or it failed: the media stays disabled then.</exception>
    public CxlBackgroundResult Sanitize(CxlConfirmation confirmation, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        StartSanitize(confirmation, cancellationToken).WaitForCompletion(timeout, cancellationToken);

    /// <summary>Starts what <see cref="Sanitize"/> does and returns at once. Blocks for the request.</summary>
    /// <param name="confirmation">Names the device: <c>Confirm.Serial("...")</c>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="Sanitize" path="/exception"/>
    public CxlOperation StartSanitize(CxlConfirmation confirmation, CancellationToken cancellationToken = default) =>
        Start("Sanitize", CxlCommands.MemdevSanitize, (client, token) => client.Memory.StartSanitizeAsync(confirmation, token), cancellationToken);

    /// <summary>Makes all data of the device unreadable by changing its keys. Destroys data. Blocks.</summary>
    /// <param name="confirmation">Names the device: <c>Confirm.Serial("...")</c>.</param>
    /// <param name="cancellationToken">Ends the call; the command may be carried out all the same.</param>
    /// <exception cref="CxlConfirmationException">The confirmation names another device; nothing was sent.</exception>
    public void SecureErase(CxlConfirmation confirmation, CancellationToken cancellationToken = default) =>
        Tell("Secure erase", "secure erase", CxlCommands.MemdevSecureErase, (client, token) => client.Memory.SecureEraseAsync(confirmation, token), cancellationToken);

    /// <summary>
    /// Lets the device scan a range of its media for poison, waits with a bar, and reads what it found. Needs
    /// <see cref="CxlPermissions.AllowDisruptive"/>: it takes the device's time. Blocks.
    /// </summary>
    /// <param name="address">Device physical address of its begin, a multiple of 64.</param>
    /// <param name="bytes">Its length, a multiple of 64.</param>
    /// <param name="cancellationToken">Ends the wait, not the scan.</param>
    /// <returns>The places that were found.</returns>
    /// <exception cref="CxlConfirmationException">Disruptive commands are not permitted; nothing was sent.</exception>
    public CxlPoisonTable ScanMedia(ulong address, ulong bytes, CancellationToken cancellationToken = default)
    {
        var found = RunWithProgress(
            $"Scanning the media of '{Id}'", "scan of the media", CxlCommands.MemdevScanMedia,
            (client, progress, token) => client.ScanMediaAsync(address, bytes, CxlScanMediaFlags.None, progress, token), cancellationToken);
        return new CxlPoisonTable(this, new CxlPoisonContent(found.Records, IsOverflowed: found.RestartAddress is not null, null, IsScanInProgress: false));
    }

    /// <summary>Waits until nothing runs in the background on the component, whoever started it. Blocks.</summary>
    /// <param name="timeout">Longest wait; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlTimeoutException">Something still runs after that time.</exception>
    public void WaitForIdle(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => Lab.Calls.Run(
        CallFor($"Waiting until '{Id}' is idle") with { Timeout = Timeout.InfiniteTimeSpan }, token => Client.WaitForIdleAsync(timeout, token), cancellationToken);

    /// <summary>Asks the component to abort what runs in the background, whoever started it. Success means that it was asked; see <see cref="BackgroundStatus"/>. Blocks.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CxlDeviceException">It cannot be aborted.</exception>
    public void AbortBackground(CancellationToken cancellationToken = default) =>
        Tell("Aborting the background operation", "abort of background operations", CxlCommands.RequestBgOpAbort, static (client, token) => client.Component.RequestBgOpAbortAsync(token), cancellationToken);

    /// <summary>Starts something in the background.</summary>
    internal CxlOperation Start(string what, CxlCommand command, Func<CxlEndpoint, CancellationToken, Task<CxlBackgroundOperation>> start, CancellationToken cancellationToken) => new(
        this,
        Lab.Calls.Run(CallFor($"{what} on '{Id}'"), token => AskAsync(what.ToLowerInvariant(), command, (client, cancel) => new ValueTask<CxlBackgroundOperation>(start(client, cancel)), token), cancellationToken));

    /// <summary>Starts something in the background and waits for its end with a bar.</summary>
    internal void RunOperation(string what, CxlCommand command, Func<CxlEndpoint, CancellationToken, Task<CxlBackgroundOperation>> start, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Start(what, command, start, cancellationToken).WaitForCompletion(timeout, cancellationToken);

    /// <summary>Runs something that takes many messages, with a bar.</summary>
    internal T RunWithProgress<T>(
        string what, string part, CxlCommand command, Func<CxlEndpoint, IProgress<CxlProgress>?, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        using var bar = CxlProgressView.Start(this, part);
        return Lab.Calls.Run(
            CallFor(what) with { Timeout = Timeout.InfiniteTimeSpan },
            token => AskAsync(part, command, (client, cancel) => new ValueTask<T>(run(client, bar, cancel)), token),
            cancellationToken);
    }
}
