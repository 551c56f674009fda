using System.Threading.Channels;

namespace LabSdk.Mds.Client;

/// <summary>One reader of the packets, with a bounded queue of its own. What does not fit is counted, and told once.</summary>
internal sealed class Subscription(int capacity, Action<long> overflowed)
{
    private readonly Channel<Delivery> _channel = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _overflow;

    public ChannelReader<Delivery> Reader => _channel.Reader;

    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Hands a packet over without ever waiting.</summary>
    /// <returns>False when it did not fit.</returns>
    public bool Offer(in Delivery delivery)
    {
        if (_channel.Writer.TryWrite(delivery))
        {
            return true;
        }

        // A completed queue is no overflow: nobody wants the packet any more.
        if (_channel.Reader.Completion.IsCompleted || IsEnding)
        {
            return true;
        }

        overflowed(Interlocked.Increment(ref _overflow));
        return false;
    }

    /// <summary>Waits until the reader of this subscription has taken everything that is in it now.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _channel.Writer.WriteAsync(new Delivery(null, null, null, mark), cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // Nothing comes any more.
            return;
        }

        await Task.WhenAny(mark.Task, _channel.Reader.Completion).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void End(Exception? error = null)
    {
        IsEnding = true;
        _channel.Writer.TryComplete(error);
    }

    private bool IsEnding { get; set; }
}
