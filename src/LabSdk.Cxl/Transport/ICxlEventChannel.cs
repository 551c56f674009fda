namespace LabSdk.Cxl;

/// <summary>
/// Messages that components send without being asked: the seam below <see cref="CxlEventListener"/>, for a bound AF_MCTP
/// socket and for simulated components.
/// </summary>
public interface ICxlEventChannel : IAsyncDisposable
{
    /// <summary>Waits for the next message of any component.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LabConnectionException">The channel failed.</exception>
    ValueTask<CxlEventMessage> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Answers a message.</summary>
    /// <param name="message">The message that is answered.</param>
    /// <param name="answer">CCI header and payload of the answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LabConnectionException">It could not be sent.</exception>
    ValueTask AnswerAsync(CxlEventMessage message, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken);
}
