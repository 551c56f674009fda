using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LabSdk.Cxl.Linux;

namespace LabSdk.Cxl;

/// <summary>
/// Receives Event Notifications (0106h), which components send to whoever set their MCTP Event Interrupt Policy (0105h), and
/// answers them. A component repeats a notification until it is answered; repetitions are answered and not told again.
/// </summary>
public sealed class CxlEventListener : IAsyncDisposable
{
    // Components repeat after 1 ms and at most 10 times; slow ones get more.
    private static readonly TimeSpan Repetition = TimeSpan.FromSeconds(1);

    private const int NotificationSize = 2, MostSenders = 1024;

    private readonly ICxlEventChannel _channel;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<ChannelWriter<CxlEventNotification>> _readers = [];
    private readonly Dictionary<(uint, byte), (byte Tag, ushort Kinds, long When)> _seen = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _running;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _end;
    private bool _hasEnded;
    private long _received;
    private long _repeated;
    private long _foreign;
    private long _unread;

    /// <summary>Listens on a channel of your own, for example of simulated components.</summary>
    /// <param name="channel">The channel; owned by the listener.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public CxlEventListener(ICxlEventChannel channel, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        (_channel, _time) = (channel, timeProvider ?? TimeProvider.System);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Notifications that came, without repetitions.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Repetitions of notifications.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Messages that are no notification, or a broken one.</summary>
    public long Foreign => Interlocked.Read(ref _foreign);

    /// <summary>Notifications that a reader did not fetch in time.</summary>
    public long Unread => Interlocked.Read(ref _unread);

    /// <summary>Listens on the MCTP sockets of the kernel.</summary>
    /// <param name="network">The MCTP network; 0 for any.</param>
    /// <exception cref="CxlIoException">The kernel has no MCTP, or this user may not listen.</exception>
    public static async Task<CxlEventListener> OpenAsync(uint network = 0) => new(await MctpEventChannel.OpenAsync(network).ConfigureAwait(false));

    /// <summary>Notifications from now on. May be read by many; each gets all.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CxlIoException">The channel failed.</exception>
    public async IAsyncEnumerable<CxlEventNotification> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateBounded<CxlEventNotification>(1024);
        lock (_gate)
        {
            if (_hasEnded)
            {
                channel.Writer.TryComplete(_end);
            }

            _readers.Add(channel.Writer);
        }

        try
        {
            await foreach (var notification in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return notification;
            }
        }
        finally
        {
            lock (_gate)
            {
                _readers.Remove(channel.Writer);
            }
        }
    }

    /// <summary>Ends the listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _channel.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Completes with the next notification.</summary>
    internal Task NextAsync()
    {
        lock (_gate)
        {
            return _next.Task;
        }
    }

    private async Task RunAsync()
    {
        Exception? end = null;
        try
        {
            while (true)
            {
                await TakeAsync(await _channel.ReceiveAsync(_closing.Token).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            end = error;
        }

        lock (_gate)
        {
            (_hasEnded, _end) = (true, end);
            _readers.ForEach(reader => reader.TryComplete(end));
        }
    }

    private async ValueTask TakeAsync(CxlEventMessage message)
    {
        if (!CciHeader.TryRead(message.Content.Span, out var header) || header.IsResponse != false || header.Opcode != CxlCommands.EventNotification.Opcode
            || message.Content.Length < CciHeader.Size + NotificationSize || header.PayloadLength != message.Content.Length - CciHeader.Size)
        {
            Interlocked.Increment(ref _foreign);
            return;
        }

        // Told before it is answered: what is answered is not repeated.
        Tell(message, header.Tag, EventNotificationRequest.Read(message.Content[CciHeader.Size..]).Events);
        var answer = new byte[CciHeader.Size];
        new CciHeader { IsResponse = true, Tag = header.Tag, Opcode = header.Opcode }.Write(answer);
        try
        {
            await _channel.AnswerAsync(message, answer, _closing.Token).ConfigureAwait(false);
        }
        catch (CxlIoException)
        {
            // The component will repeat it.
        }
    }

    private void Tell(CxlEventMessage message, byte tag, CxlEventKinds kinds)
    {
        TaskCompletionSource next;
        lock (_gate)
        {
            var sender = (message.Network, message.EndpointId);
            if (_seen.TryGetValue(sender, out var last) && last.Tag == tag && last.Kinds == (ushort)kinds && _time.GetElapsedTime(last.When) < Repetition)
            {
                _repeated++;
                return;
            }

            if (_seen.Count >= MostSenders)
            {
                _seen.Clear();
            }

            _seen[sender] = (tag, (ushort)kinds, _time.GetTimestamp());
            _received++;
            foreach (var reader in _readers)
            {
                _unread += reader.TryWrite(new CxlEventNotification(message.Network, message.EndpointId, kinds, _time.GetUtcNow())) ? 0 : 1;
            }

            (next, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        next.SetResult();
    }
}
