using LabSdk.Odp;

namespace LabSdk.Simulation.Odp;

/// <summary>Waits for the reports of what one call has sent.</summary>
internal sealed class DeliveryWatch(StreamApiMeters meters)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KafkaTransportException? _failure;
    private int _open = 1;

    public void Sent() => Interlocked.Increment(ref _open);

    public void NeverSent() => Close();

    public void Report(KafkaDelivery delivery)
    {
        if (delivery.Error is { } error)
        {
            meters.NotStored.Add();
            Interlocked.CompareExchange(ref _failure, error, null);
        }

        Close();
    }

    /// <summary>Completes when everything that was sent is stored.</summary>
    /// <exception cref="KafkaTransportException">Something is not.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        Close();
        await _done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_failure is { } failure)
        {
            throw failure;
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _done.TrySetResult();
        }
    }
}
