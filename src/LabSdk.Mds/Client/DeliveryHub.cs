using System.Collections.Immutable;

namespace LabSdk.Mds.Client;

/// <summary>Hands each packet to every subscriber. Publishing never waits.</summary>
internal sealed class DeliveryHub(int capacity, Action<long> overflowed)
{
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _overflow;

    /// <summary>Deliveries that did not fit, over all subscribers.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    public Subscription Open()
    {
        var subscription = new Subscription(capacity, overflowed);
        ImmutableInterlocked.Update(ref _subscriptions, (list, added) => list.Add(added), subscription);
        return subscription;
    }

    public void Close(Subscription subscription)
    {
        ImmutableInterlocked.Update(ref _subscriptions, (list, removed) => list.Remove(removed), subscription);
        subscription.End();
    }

    public void Publish(in Delivery delivery)
    {
        foreach (var subscription in _subscriptions)
        {
            if (!subscription.Offer(delivery))
            {
                Interlocked.Increment(ref _overflow);
            }
        }
    }

    /// <summary>Ends what the subscribers read, with the reason if it is not the user's wish.</summary>
    public void End(Exception? error)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.End(error);
        }
    }
}
