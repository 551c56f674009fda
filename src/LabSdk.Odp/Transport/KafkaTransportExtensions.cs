namespace LabSdk.Odp;

/// <summary>Short forms for transports.</summary>
public static class KafkaTransportExtensions
{
    /// <summary>Sends a record and waits until it is stored. Not for many records one after the other: each waits for its answer.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="message">The record.</param>
    /// <param name="cancellationToken">Ends waiting; the record may still be stored.</param>
    /// <returns>Where it is stored.</returns>
    /// <exception cref="KafkaTransportException">It is not stored.</exception>
    public static async Task<TopicOffset> SendAndWaitAsync(this IKafkaTransport transport, KafkaMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        var reported = new TaskCompletionSource<KafkaDelivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        await transport.SendAsync(message, delivery => reported.TrySetResult(delivery), cancellationToken).ConfigureAwait(false);
        var outcome = await reported.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Error is { } error ? throw error : new TopicOffset(outcome.Topic, outcome.Partition, outcome.Offset);
    }
}
