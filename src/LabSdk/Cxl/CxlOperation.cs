using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>Something that a component does in the background, for as long as it takes. Shows itself as a bar.</summary>
/// <remarks>Thread-safe. <see cref="Client"/> is the asynchronous form: awaitable, with a stream of progress.</remarks>
[Hosting.TypeFormatterSource]
public sealed class CxlOperation : IDisplayable
{
    private readonly CxlDevice _device;

    internal CxlOperation(CxlDevice device, CxlBackgroundOperation client) => (_device, Client) = (device, client);

    /// <summary>The asynchronous form.</summary>
    public CxlBackgroundOperation Client { get; }

    /// <summary>True when it has ended, or can no longer be watched. Does not block.</summary>
    public bool IsCompleted => Client.IsCompleted;

    /// <summary>How far it is, 0 to 100; null where the link does not tell. Does not block.</summary>
    public double? Percent => Client.LatestProgress.Percent;

    /// <summary>Waits for the end, with a bar when it takes long. Blocks; an interrupt ends the wait, not the operation.</summary>
    /// <param name="timeout">Longest wait; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait, not the operation.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CxlTimeoutException">It has not ended in that time; it goes on.</exception>
    /// <exception cref="CxlDeviceException">It ended with a failing code, or was aborted.</exception>
    public CxlBackgroundResult WaitForCompletion(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var bar = CxlProgressView.Start(_device, Client.Command.Title);
        return _device.Lab.Calls.Run(
            _device.CallFor($"{Client.Command.Title} on '{_device.Id}'") with { Timeout = Timeout.InfiniteTimeSpan, Progress = () => Percent is { } percent ? $"{percent:0} %" : "nothing told yet" },
            async token =>
            {
                using var watching = CancellationTokenSource.CreateLinkedTokenSource(token);
                var watch = WatchAsync(bar, watching.Token);
                try
                {
                    return await Client.WaitAsync(timeout, token).ConfigureAwait(false);
                }
                finally
                {
                    await watching.CancelAsync().ConfigureAwait(false);
                    await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    bar?.Report(Client.LatestProgress);
                }
            },
            cancellationToken);
    }

    /// <summary>Asks the component to abort it and waits until it has ended. Blocks.</summary>
    /// <param name="cancellationToken">Ends the wait; the abort may happen all the same.</param>
    /// <returns>How it ended; it may have ended by itself in between.</returns>
    /// <exception cref="CxlDeviceException">It cannot be aborted.</exception>
    public CxlBackgroundResult Abort(CancellationToken cancellationToken = default) => _device.Lab.Calls.Run(
        _device.CallFor($"Aborting {Client.Command.Title} on '{_device.Id}'") with { Timeout = Timeout.InfiniteTimeSpan }, Client.AbortAsync, cancellationToken);

    /// <summary>Returns how far it is, in all its forms. Does not ask the component.</summary>
    public MimeBundle ToMimeBundle() => CxlProgressView.Of(_device, this).ToMimeBundle();

    /// <summary>Returns how far it is as self-contained HTML. Does not ask the component.</summary>
    public string ToHtml() => CxlProgressView.Of(_device, this).ToHtml();

    /// <summary>Returns how far it is in words. Does not ask the component.</summary>
    public override string ToString() => CxlProgressView.Of(_device, this).ToString();

    private async Task WatchAsync(CxlProgressView? bar, CancellationToken cancellationToken)
    {
        await foreach (var progress in Client.Progress.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bar?.Report(progress);
        }
    }
}
