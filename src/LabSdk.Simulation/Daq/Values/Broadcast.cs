using System.Threading.Channels;

namespace LabSdk.Simulation.Daq;

/// <summary>Hands every item to all subscribers; a subscriber whose queue is full loses items silently, as in the daemon.</summary>
internal sealed class Broadcast<T>(int queueLength)
{
    private readonly Lock _gate = new();
    private Channel<T>[] _subscribers = [];

    public int SubscriberCount => Volatile.Read(ref _subscribers).Length;

    public void Publish(T item)
    {
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            subscriber.Writer.TryWrite(item);
        }
    }

    public Subscription Subscribe()
    {
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(queueLength) { SingleReader = true });
        lock (_gate)
        {
            _subscribers = [.. _subscribers, channel];
        }

        return new Subscription(this, channel);
    }

    private void Remove(Channel<T> channel)
    {
        lock (_gate)
        {
            _subscribers = [.. _subscribers.Where(item => item != channel)];
        }
    }

    /// <summary>One subscriber; dispose it to leave.</summary>
    internal sealed class Subscription(Broadcast<T> source, Channel<T> channel) : IDisposable
    {
        public ChannelReader<T> Reader => channel.Reader;

        public void Dispose() => source.Remove(channel);
    }
}
