using System.Runtime.CompilerServices;

namespace LabSdk.Daq;

/// <summary>
/// Gives a stream that the daemon hands out only once to any number of readers: one reader of ours keeps what has come,
/// and everybody, also who comes late, gets all of it from the beginning.
/// </summary>
/// <param name="keep">Items kept; older ones are dropped and counted, so that a stream without end needs no memory without end.</param>
internal sealed class ReplayStream<T>(int keep)
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _more = New();
    private long _first;
    private bool _ended;
    private Exception? _failure;

    /// <summary>Reads the source to its end; started once.</summary>
    public async Task PumpAsync(IAsyncEnumerable<T> source, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                Add(item);
            }
        }
        catch (Exception error)
        {
            failure = error;
        }

        lock (_gate)
        {
            _ended = true;
            _failure = failure;
            _more.TrySetResult();
        }
    }

    /// <summary>True when the source failed, so that a new reader must open it again.</summary>
    public bool HasFailed
    {
        get
        {
            lock (_gate)
            {
                return _failure is not null;
            }
        }
    }

    /// <summary>All items that are kept and all that come.</summary>
    /// <returns>The item, and how many were dropped before it because this reader was too slow or too late.</returns>
    public async IAsyncEnumerable<(T Item, long Dropped)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long next = 0;
        while (true)
        {
            T[] batch;
            Task more;
            long dropped;
            lock (_gate)
            {
                dropped = Math.Max(0, _first - next);
                next = Math.Max(next, _first);
                batch = [.. _items.Skip((int)(next - _first))];
                more = _more.Task;
                if (batch.Length == 0 && _ended)
                {
                    if (_failure is not null)
                    {
                        throw _failure;
                    }

                    yield break;
                }
            }

            foreach (var item in batch)
            {
                yield return (item, dropped);
                dropped = 0;
                next++;
            }

            if (batch.Length == 0)
            {
                await more.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(T item)
    {
        TaskCompletionSource ready;
        lock (_gate)
        {
            _items.Add(item);
            if (_items.Count > keep)
            {
                var drop = Math.Max(1, keep / 8);
                _items.RemoveRange(0, drop);
                _first += drop;
            }

            ready = _more;
            _more = New();
        }

        ready.TrySetResult();
    }
}
