using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabSdk.Connecting;

/// <summary>Joins the streams of several peers into one, in the order in which items arrive.</summary>
internal static class MergedStreams
{
    /// <summary>Ends when all streams have ended; the first error ends all.</summary>
    public static async IAsyncEnumerable<T> Merge<T>(
        IReadOnlyList<Func<CancellationToken, IAsyncEnumerable<T>>> streams,
        CancellationToken closing,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellationToken);
        if (streams.Count == 1)
        {
            await foreach (var item in streams[0](end.Token).ConfigureAwait(false))
            {
                yield return item;
            }

            yield break;
        }

        // Bounded: a slow reader holds the peers back instead of filling the memory.
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(64) { SingleReader = true });
        var pumps = Task.WhenAll(streams.Select(stream => PumpAsync(stream, channel.Writer, end)));
        var completion = CompleteAsync(pumps, channel.Writer);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PumpAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> stream, ChannelWriter<T> writer, CancellationTokenSource end)
    {
        try
        {
            await foreach (var item in stream(end.Token).ConfigureAwait(false))
            {
                await writer.WriteAsync(item, end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            writer.TryComplete(error);
            throw;
        }
    }

    private static async Task CompleteAsync<T>(Task pumps, ChannelWriter<T> writer)
    {
        await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        writer.TryComplete();
    }
}
