using System.Buffers;
using System.Text;

namespace LabSdk.Tapes;

/// <summary>One call of a link as a tape sees it. Its name goes onto a tape before the first message that does.</summary>
internal sealed class TapedCall(TapeTap tap, uint id, string name)
{
    private readonly Lock _opening = new();
    private volatile ITapeSink? _openedOn;
    private int _hasEnded;

    /// <summary>True while messages are recorded.</summary>
    public bool IsOn => tap.IsOn;

    public void Sent(ReadOnlySpan<byte> message) => Write(TapeRecordKind.Message, TapeDirection.Sent, message);

    public void Received(ReadOnlySpan<byte> message) => Write(TapeRecordKind.Message, TapeDirection.Received, message);

    public void Received(in ReadOnlySequence<byte> message)
    {
        if (message.IsSingleSegment)
        {
            Received(message.FirstSpan);
        }
        else if (Opened() is { } sink)
        {
            tap.Write(sink, TapeDirection.Received, id, message);
        }
    }

    /// <summary>Something went wrong, and the call goes on.</summary>
    public void Failed(TapeEnd failure) => Write(TapeRecordKind.End, TapeDirection.None, failure.ToBytes());

    /// <summary>Ends the call; only the first end counts.</summary>
    public void End(TapeEnd end)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            Write(TapeRecordKind.End, TapeDirection.None, end.ToBytes());
        }
    }

    private void Write(TapeRecordKind kind, TapeDirection direction, ReadOnlySpan<byte> content)
    {
        if (Opened() is { } sink)
        {
            tap.Write(sink, kind, direction, id, content);
        }
    }

    /// <summary>Where messages go, once the name of the call stands there; null while nothing is recorded.</summary>
    internal ITapeSink? Opened()
    {
        var sink = tap.Sink;
        if (sink is not null && !ReferenceEquals(_openedOn, sink))
        {
            lock (_opening)
            {
                if (!ReferenceEquals(_openedOn, sink))
                {
                    tap.Write(sink, TapeRecordKind.Open, TapeDirection.None, id, Encoding.UTF8.GetBytes(name));
                    _openedOn = sink;
                }
            }
        }

        return sink;
    }
}
