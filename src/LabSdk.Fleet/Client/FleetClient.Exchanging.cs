using System.Diagnostics;
using LabSdk.Fleet.Client;
using LabSdk.Fleet.Transport;
using LabSdk.Fleet.Wire;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

public sealed partial class FleetClient
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(0.3);
    private byte[]? _lastStatus;

    /// <summary>
    /// Sends a status and waits for the command that answers it. When the connection is lost or the answer does not come in
    /// time, the client connects again and sends the same status once more.
    /// </summary>
    /// <param name="status">The status, as its module wants it; may be empty.</param>
    /// <param name="timeout">How long one attempt may take, writing and reading together; null for <see cref="FleetOptions.Timeout"/>. More than zero, up to 2,147,483,647 ms, or infinite.</param>
    /// <param name="cancellationToken">Gives up. When the status was already written the connection is closed, because its answer would be taken for the next one's.</param>
    /// <returns>The command; also in <see cref="LastCommand"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not valid; nothing was sent.</exception>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached any more, answered late, or answered with something else.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refused the reconnect.</exception>
    /// <exception cref="FleetClientDestroyedException">The client is or was destroyed.</exception>
    public Task<FleetCommand> SendStatusAsync(ReadOnlyMemory<byte> status, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        ExchangeAsync(new StatusToSend(status, Limit(timeout)), cancellationToken);

    /// <summary>Sends a text, in UTF-8.</summary>
    /// <inheritdoc cref="SendStatusAsync(ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    public Task<FleetCommand> SendStatusAsync(string status, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        ExchangeAsync(new StatusToSend(StrictText.Encode(status, nameof(status)), Limit(timeout)), cancellationToken);

    /// <summary>Sends bytes.</summary>
    /// <inheritdoc cref="SendStatusAsync(ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    /// <exception cref="ArgumentNullException">The status is null; nothing was sent.</exception>
    public Task<FleetCommand> SendStatusAsync(byte[] status, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        return ExchangeAsync(new StatusToSend(status, Limit(timeout)), cancellationToken);
    }

    /// <summary>Sends an object as JSON, with a blank after each colon and comma: the example module compares byte by byte.</summary>
    /// <param name="status">What to write, for example <c>new { pressed = true }</c>.</param>
    /// <param name="timeout">How long one attempt may take; null for <see cref="FleetOptions.Timeout"/>.</param>
    /// <param name="cancellationToken">Gives up, as for <see cref="SendStatusAsync(ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>.</param>
    /// <inheritdoc cref="SendStatusAsync(ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>
    /// <exception cref="NotSupportedException">The object cannot be written as JSON.</exception>
    public Task<FleetCommand> SendJsonAsync(object status, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        ExchangeAsync(new StatusToSend(FleetJson.Write(status), Limit(timeout)), cancellationToken);

    /// <summary>Sends a status on behalf of a synchronous caller or of the client itself.</summary>
    internal async Task<FleetCommand> ExchangeAsync(StatusToSend status, CancellationToken cancellationToken)
    {
        ThrowIfDestroyed("Sending a status");
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ThrowIfDestroyed("Sending a status");
            await EndWatchAsync().ConfigureAwait(false);
            if (status.Limit != Timeout.InfiniteTimeSpan && status.Limit < ShortTimeout)
            {
                Count(ref _shortTimeouts);
            }

            return await ExchangeInTurnAsync(status, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
            WatchSoon();
        }
    }

    /// <summary>The time limit of a call that was given one, or of the options.</summary>
    internal TimeSpan Limit(TimeSpan? timeout)
    {
        var limit = timeout ?? _options.Timeout;
        if (limit != Timeout.InfiniteTimeSpan && (limit <= TimeSpan.Zero || limit > LongestTimeout))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The timeout must be more than zero and at most 2,147,483,647 ms, or infinite.");
        }

        return limit;
    }

    private async Task<FleetCommand> ExchangeInTurnAsync(StatusToSend status, CancellationToken cancellationToken)
    {
        List<FleetAttempt>? failures = null;
        var at = _options.TimeProvider.GetUtcNow();
        var (reconnects, isWritten) = (0, false);
        try
        {
            while (true)
            {
                FleetCommunicationException? failure = null;
                if (_connection is { } connection)
                {
                    using var deadline = new Deadline(status.Limit, cancellationToken, _lifetime.Token);
                    try
                    {
                        TakePushed(connection);
                        if (isWritten)
                        {
                            Count(ref _possibleDuplicates);
                        }

                        var sending = connection.SendAsync(_writer.Status(_message, status.Data), deadline);
                        isWritten = true;
                        await sending.ConfigureAwait(false);
                        var answer = await connection.ReadAsync(deadline).ConfigureAwait(false);
                        return Answered(status, connection, answer, new ExchangeNote(at, deadline.Elapsed, reconnects));
                    }
                    catch (Exception error) when (error is LinkEndedException or OperationCanceledException || error is FleetProtocolErrorException { Code: FleetErrorCode.NotOk })
                    {
                        var arrived = connection.DescribeArrived();
                        Drop();
                        ThrowIfEnded(error, cancellationToken);
                        failure = FleetErrors.Exchanging(error, new FailedTry(this, $"attempt {reconnects + 1} of {_options.SendRetries + 1}", deadline, arrived));
                        (failures ??= []).Add(new FleetAttempt($"status, attempt {reconnects + 1}", deadline.Elapsed, failure));
                    }
                }

                // A connection that was gone before anything was written has cost no attempt.
                if (failure is not null && isWritten && reconnects >= _options.SendRetries)
                {
                    failure.Attempts = failures!;
                    Failed(failure);
                    throw failure;
                }

                if (failure is not null)
                {
                    Warn(FleetWarningKind.Connection, $"{failure.Problem} It is tried again.", failure);
                }

                await ReconnectAsync(cancellationToken).ConfigureAwait(false);
                reconnects++;
            }
        }
        catch (Exception error)
        {
            if (error is FleetCommunicationException final && failures is not null && !ReferenceEquals(final.Attempts, failures))
            {
                final.Attempts = [.. failures, .. final.Attempts];
            }

            NoteFailure(status, new ExchangeNote(at, null, reconnects), error);
            throw;
        }
    }

    // A cancelled wait is the caller's wish, the client's end, or else the time limit.
    private void ThrowIfEnded(Exception error, CancellationToken cancellationToken)
    {
        ThrowIfDestroyed("Sending a status");
        if (error is OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Count(ref _timeouts);
        }
    }

    private FleetCommand Answered(StatusToSend status, FleetConnection connection, ReadOnlyMemory<byte> answer, ExchangeNote note)
    {
        GatewayMessage message;
        try
        {
            message = GatewayMessage.Read(answer.Span, Device);
        }
        catch (FleetProtocolErrorException error)
        {
            throw FleetErrors.NoCommand(this, error.Problem, error);
        }

        if (message.Kind != GatewayMessageKind.Command)
        {
            throw FleetErrors.NoCommand(this, message.Kind == GatewayMessageKind.None ? "the message is empty." : "it is a second connect response.", null);
        }

        var command = new FleetCommand(message.Command, message.Device, _options.TimeProvider.GetUtcNow(), note.RoundTrip);
        var sent = status.Data.ToArray();
        Volatile.Write(ref _lastStatus, sent);
        _lastCommand = command;
        NoteAnswer(status, sent, command, note);
        CompareDevice(message.Device, "command");
        while (connection.TryTakeRead(out var pushed))
        {
            Pushed(pushed);
        }

        return command;
    }
}
