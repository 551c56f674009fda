using System.Text;
using LabSdk.Odp.Topics;

namespace LabSdk.Odp.Writing;

/// <summary>
/// Sends the records of one session to their topics, with the session's key, and as a copy to the essentials topic where that is
/// due. Waits while too much is on its way.
/// </summary>
internal sealed class SessionPublisher(IKafkaTransport transport, TopicLayout layout, string dataSource, string sessionKey, long mostWaitingBytes)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(sessionKey);
    private readonly TopicRoute _essentials = layout.Essentials(dataSource);

    public DeliveryLedger Ledger { get; } = new(mostWaitingBytes);

    /// <summary>Sends a record to a stream, and first to the essentials when it is essential.</summary>
    /// <exception cref="KafkaTransportException">It cannot be taken at all.</exception>
    public async ValueTask SendAsync(TopicRoute stream, byte[] record, bool isEssential, CancellationToken cancellationToken)
    {
        if (isEssential)
        {
            await SendAsync(_essentials, record, cancellationToken).ConfigureAwait(false);
        }

        await SendAsync(stream, record, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(TopicRoute route, byte[] record, CancellationToken cancellationToken)
    {
        var size = record.Length;
        await Ledger.EnterAsync(size, cancellationToken).ConfigureAwait(false);
        try
        {
            await transport.SendAsync(new KafkaMessage(route.Topic, _key, record, route.Partition), delivery => Ledger.Leave(size, delivery.Error), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Ledger.Refuse(size, isFailure: error is not OperationCanceledException);
            throw;
        }
    }
}
