using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabSdk.Odp.StreamApi;

/// <summary>
/// Several streams read at once, as one. New ones may join while it is read. What one is slow to take, none reads ahead:
/// a few items wait. Disposal ends all of them and waits until they have ended.
/// </summary>
internal sealed class MergedStreams<T> : IAsyncDisposable
{
    private const int Waiting = 16;

    private readonly CancellationTokenSource _ending;
    private readonly Channel<T> _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly List<Task> _pumps = [];
    private int _running;

    public MergedStreams(CancellationToken caller, params IReadOnlyList<Func<CancellationToken, IAsyncEnumerable<T>>> streams)
    {
        _ending = CancellationTokenSource.CreateLinkedTokenSource(caller);
        foreach (var stream in streams)
        {
            Add(stream);
        }
    }

    /// <summary>Adds a stream. The whole ends when all of them have; one that fails ends it at once, with its error.</summary>
    public void Add(Func<CancellationToken, IAsyncEnumerable<T>> stream)
    {
        lock (_gate)
        {
            _running++;
            _pumps.Add(Task.Run(() => PumpAsync(stream)));
        }
    }

    /// <summary>Ends all streams; what they have delivered is still read.</summary>
    public void End() => _channel.Writer.TryComplete();

    /// <summary>All items, in the order in which they came.</summary>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in _channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        Task[] pumps;
        lock (_gate)
        {
            pumps = [.. _pumps];
        }

        await Task.WhenAll(pumps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task PumpAsync(Func<CancellationToken, IAsyncEnumerable<T>> stream)
    {
        Exception? failure = null;
        try
        {
            await foreach (var item in stream(_ending.Token).WithCancellation(_ending.Token).ConfigureAwait(false))
            {
                await _channel.Writer.WriteAsync(item, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (ChannelClosedException)
        {
            return;
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever ended it belongs to the reader.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        lock (_gate)
        {
            if (--_running == 0 || failure is not null)
            {
                _channel.Writer.TryComplete(failure);
            }
        }
    }
}
