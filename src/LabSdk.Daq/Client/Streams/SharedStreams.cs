using System.Runtime.CompilerServices;

namespace LabSdk.Daq;

/// <summary>The once-only streams of a client, by the id of what they belong to.</summary>
internal sealed class SharedStreams<T>(DaqConnection connection, int keep)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ReplayStream<T>> _streams = new(StringComparer.Ordinal);

    /// <summary>Begins to read the stream of an id, when that was not done yet.</summary>
    public ReplayStream<T> Open(string id, Func<CancellationToken, IAsyncEnumerable<T>> open)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(id, out var known) && !known.HasFailed)
            {
                return known;
            }

            var stream = _streams[id] = new ReplayStream<T>(keep);

            // It belongs to the client, not to its first reader: once given away the daemon gives it to nobody again.
            _ = stream.PumpAsync(open(connection.Reachability.Closed), connection.Reachability.Closed);
            return stream;
        }
    }

    public async IAsyncEnumerable<(T Item, long Dropped)> ReadAsync(
        string id, Func<CancellationToken, IAsyncEnumerable<T>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in Open(id, open).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
