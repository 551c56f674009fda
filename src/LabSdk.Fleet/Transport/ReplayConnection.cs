using System.Net.Sockets;
using LabSdk.Tapes;

namespace LabSdk.Fleet.Transport;

/// <summary>
/// A connection that is answered from a tape: a frame gets what came after the same frame, in the recorded order; messages that came
/// unasked follow the answer they followed.
/// </summary>
internal sealed class ReplayConnection : FleetConnection
{
    private readonly ReplayedCall _call;
    private readonly List<Exchange> _exchanges = [];
    private readonly Queue<TapeItem> _waiting = [];
    private readonly TapeEnd? _end;
    private TimeSpan _since;
    private long _started;

    private ReplayConnection(ReplayedCall call)
    {
        _call = call;
        foreach (var item in call.Items)
        {
            if (item.Direction == TapeDirection.Sent)
            {
                _exchanges.Add(new Exchange(item));
            }
            else if (item.Kind == TapeRecordKind.Message && _exchanges.Count > 0)
            {
                _exchanges[^1].Received.Add(item);
            }
            else if (item.Kind == TapeRecordKind.End)
            {
                _end = TapeEnd.Read(call.Read(item));
            }
        }
    }

    // The gateway ended it, and everything before has been asked.
    private bool IsOver => _end is { IsLocal: false } && _exchanges.TrueForAll(each => each.IsUsed) && _waiting.Count == 0;

    /// <summary>The next connection on the tape.</summary>
    /// <exception cref="SocketException">It could not be opened then.</exception>
    /// <exception cref="TapeException">There is none.</exception>
    public static FleetConnection Open(ReplayLink link)
    {
        var connection = new ReplayConnection(link.TakeNext(TapeName));
        return connection._end is { Text: Unreachable, IsLocal: false } end ? throw new SocketException(end.Code) : connection;
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> frame, Deadline deadline)
    {
        BytesSent += frame.Length;
        var exchange = _exchanges.Find(each => !each.IsUsed && _call.IsSame(each.Sent, frame.Span));
        if (exchange is null && IsOver)
        {
            throw Ended();
        }

        var known = exchange is null ? _exchanges.FindLast(each => _call.IsSame(each.Sent, frame.Span)) : exchange;
        exchange ??= _call.Repeats ? known : null;
        if (exchange is null)
        {
            throw _call.Unanswered(frame.Length, isUsedUp: known is not null);
        }

        exchange.IsUsed = true;
        (_since, _started) = (exchange.Sent.Time, _call.Now);
        exchange.Received.ForEach(_waiting.Enqueue);
        return default;
    }

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Deadline deadline)
    {
        if (_waiting.Count == 0)
        {
            // No answer came then; the time limit of the client tells.
            await NeverAsync(deadline.Token).ConfigureAwait(false);
        }

        await _call.WaitAsync(_waiting.Peek().Time - _since, _started, deadline.Token).ConfigureAwait(false);
        return Take();
    }

    public override bool TryTakeRead(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (_waiting.Count == 0 || !_call.IsDue(_waiting.Peek().Time - _since, _started))
        {
            return false;
        }

        message = Take();
        return true;
    }

    public override bool TryTake(out ReadOnlyMemory<byte> message) => TryTakeRead(out message) || (IsOver ? throw Ended() : false);

    public override async ValueTask WaitForDataAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            await NeverAsync(cancellationToken).ConfigureAwait(false);
        }

        await _call.WaitAsync(_waiting.Peek().Time - _since, _started, cancellationToken).ConfigureAwait(false);
    }

    public override string DescribeArrived() => "no byte of an answer";

    public override void Dispose()
    {
        // Nothing is open.
    }

    private async Task NeverAsync(CancellationToken cancellationToken)
    {
        if (IsOver)
        {
            throw Ended();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
    }

    private byte[] Take()
    {
        var message = _call.Read(_waiting.Dequeue());
        BytesReceived += message.Length;
        return message;
    }

    private LinkEndedException Ended() => new((LinkEnd)_end!.Code, _end.Text);

    private sealed class Exchange(TapeItem sent)
    {
        public TapeItem Sent => sent;

        public List<TapeItem> Received { get; } = [];

        public bool IsUsed { get; set; }
    }
}
