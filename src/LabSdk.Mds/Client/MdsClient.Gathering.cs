using System.Runtime.CompilerServices;
using LabSdk.Mds.Client;

namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    private volatile MdsCollection? _lastCollection;

    /// <summary>What was gathered last, also when it was cancelled or failed; null before the first time.</summary>
    public MdsCollection? LastCollection => _lastCollection;

    /// <summary>Turns streaming on, gathers for a time, and turns it off again, unless it was on before.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends it at once; streaming is turned off all the same.</param>
    /// <exception cref="LabException">Streaming cannot be turned on.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<MdsCollection> CollectAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        GatherAsync(int.MaxValue, duration, isTimeEnough: true, cancellationToken);

    /// <summary>Turns streaming on, gathers a number of packets, and turns it off again, unless it was on before. Packets that are on their way are added.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="timeout">Longest time. When it passes, what came is returned and <see cref="MdsCollection.Error"/> says so.</param>
    /// <param name="cancellationToken">Ends it at once; streaming is turned off all the same.</param>
    /// <exception cref="LabException">Streaming cannot be turned on.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<MdsCollection> CollectAsync(int count, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return GatherAsync(count, timeout, isTimeEnough: false, cancellationToken);
    }

    /// <summary>The packets from now on, as they come, until cancelled, until the client is disposed, or for a time. Does not turn streaming on.</summary>
    /// <param name="duration">How long; null for no limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LabException">The device was lost.</exception>
    public async IAsyncEnumerable<StreamPacket> ChunksAsync(TimeSpan? duration = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var delivery in DeliveriesAsync(duration, cancellationToken).ConfigureAwait(false))
        {
            if (delivery.Packet is { } packet)
            {
                yield return packet;
            }
        }
    }

    /// <summary>The messages from now on, complete and abandoned ones, until cancelled, until the client is disposed, or for a time. Does not turn streaming on.</summary>
    /// <param name="duration">How long; null for no limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LabException">The device was lost.</exception>
    public async IAsyncEnumerable<ReceivedMessage> MessagesAsync(TimeSpan? duration = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var delivery in DeliveriesAsync(duration, cancellationToken).ConfigureAwait(false))
        {
            if (delivery.Abandoned is { } abandoned)
            {
                yield return abandoned;
            }

            if (delivery.Completed is { } completed)
            {
                yield return completed;
            }
        }
    }

    private async IAsyncEnumerable<Delivery> DeliveriesAsync(TimeSpan? duration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_state == MdsState.Closed, this);
        var subscription = _hub.Open();
        using var timed = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, _options.TimeProvider);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, cancellationToken);
        try
        {
            while (await MayReadAsync(subscription, ended.Token, cancellationToken).ConfigureAwait(false))
            {
                while (subscription.Reader.TryRead(out var delivery))
                {
                    yield return delivery;
                }
            }
        }
        finally
        {
            _hub.Close(subscription);
        }
    }

    private static async Task<bool> MayReadAsync(Subscription subscription, CancellationToken ended, CancellationToken user)
    {
        try
        {
            return await subscription.Reader.WaitToReadAsync(ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!user.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<MdsCollection> GatherAsync(int count, TimeSpan duration, bool isTimeEnough, CancellationToken cancellationToken)
    {
        var time = _options.TimeProvider;
        var subscription = _hub.Open();
        var (packets, messages) = (new List<StreamPacket>(), new List<ReceivedMessage>());
        LabException? error = null;
        var started = time.GetTimestamp();
        var wasStreaming = IsStreaming;
        MdsCollection result;
        try
        {
            if (!wasStreaming && _backend is not null)
            {
                await EnableStreamingAsync(cancellationToken).ConfigureAwait(false);
            }

            try
            {
                using var timed = new CancellationTokenSource(duration, time);
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, cancellationToken);
                while (packets.Count < count && await MayReadAsync(subscription, ended.Token, cancellationToken).ConfigureAwait(false))
                {
                    Add(subscription, packets, messages);
                }

                error = packets.Count < count && !isTimeEnough
                    ? new MdsTimeoutException(FormattableString.Invariant($"{packets.Count} of {count} packets came in {duration.TotalSeconds:0.###} s."), duration, "A device without data sends nothing.")
                    : null;
            }
            catch (LabException lost)
            {
                error = lost;
            }
        }
        finally
        {
            // Kept before the request that may take its time: whoever cancelled can have it at once.
            Add(subscription, packets, messages);
            _lastCollection = Collected();

            // What was gathered is worth more than the reason why turning off failed.
            error = wasStreaming ? error : await TryDisableAsync().ConfigureAwait(false) ?? error;
            _hub.Close(subscription);
            Add(subscription, packets, messages);
            _lastCollection = result = Collected();
        }

        return result;

        MdsCollection Collected() => new()
        {
            Packets = [.. packets],
            Messages = [.. messages],
            Duration = time.GetElapsedTime(started),
            Overflow = subscription.Overflow,
            Error = error,
        };
    }

    private async Task<LabException?> TryDisableAsync()
    {
        try
        {
            if (IsStreaming)
            {
                await DisableStreamingAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return null;
        }
        catch (LabException error)
        {
            return error;
        }
    }

    private static void Add(Subscription subscription, List<StreamPacket> packets, List<ReceivedMessage> messages)
    {
        while (subscription.Reader.TryRead(out var delivery))
        {
            if (delivery.Packet is { } packet)
            {
                packets.Add(packet);
            }

            messages.AddRange(new[] { delivery.Abandoned, delivery.Completed }.OfType<ReceivedMessage>());
        }
    }
}
