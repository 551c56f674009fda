using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabSdk.Daq;

/// <summary>
/// Reads a stream ahead of its consumer: the daemon silently drops events for readers that fall behind, so they are
/// taken off the wire at once and wait here instead.
/// </summary>
internal static class EagerBuffer
{
    /// <summary>Items that may wait; a consumer further behind slows the stream down again.</summary>
    private const int Capacity = 65_536;

    public static async IAsyncEnumerable<T> ReadAheadAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = PumpAsync(open(closing.Token), waiting.Writer, closing.Token);
        try
        {
            await foreach (var item in waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await closing.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PumpAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> waiting, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await waiting.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }

            waiting.TryComplete();
        }
        catch (Exception failure)
        {
            waiting.TryComplete(failure);
        }
    }
}
