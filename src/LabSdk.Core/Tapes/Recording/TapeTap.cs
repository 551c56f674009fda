using System.Buffers;
using System.Collections.Concurrent;

namespace LabSdk.Tapes;

/// <summary>
/// What a transport tells what crosses it: one for each link. While nothing is recorded, a call costs one look at a field, and
/// nothing is copied.
/// </summary>
internal sealed class TapeTap
{
    private readonly TapeDeck _deck;
    private volatile ITapeSink? _sink;
    private int _calls;

    internal TapeTap(TapeDeck deck, ushort link, string family, string address, ITapeSink? sink)
    {
        (_deck, Link, Family, Address, _sink) = (deck, link, family, address, sink);
    }

    /// <summary>Its number on the tape, from 1.</summary>
    public ushort Link { get; }

    public string Family { get; }

    /// <summary>The address, without secrets.</summary>
    public string Address { get; }

    /// <summary>What replaying needs to know of the link. Nothing secret.</summary>
    public ConcurrentDictionary<string, string> Facts { get; } = new();

    /// <summary>True while something is recorded.</summary>
    public bool IsOn => _sink is not null;

    /// <summary>Where records go.</summary>
    internal ITapeSink? Sink
    {
        get => _sink;
        set => _sink = value;
    }

    /// <summary>Begins a call; null while nothing is recorded.</summary>
    public TapedCall? Begin(string name)
    {
        if (_sink is null)
        {
            return null;
        }

        var call = Channel(name);
        call.Opened();
        return call;
    }

    /// <summary>Begins a call that lives as long as a connection, also while nothing is recorded yet.</summary>
    public TapedCall Channel(string name) => new(this, (uint)Interlocked.Increment(ref _calls), name);

    internal void Write(ITapeSink sink, TapeRecordKind kind, TapeDirection direction, uint call, ReadOnlySpan<byte> content)
    {
        if (sink.MakesRoom(TapeFormat.Overhead + content.Length))
        {
            sink.Take(TapeEntry.Of(new TapeRecordHead(kind, direction, Link, call, _deck.Elapsed), content));
        }
    }

    internal void Write(ITapeSink sink, TapeDirection direction, uint call, in ReadOnlySequence<byte> content)
    {
        if (content.Length < TapeFormat.LongestBody - TapeFormat.BodyHeadBytes && sink.MakesRoom(TapeFormat.Overhead + (int)content.Length))
        {
            sink.Take(TapeEntry.Of(new TapeRecordHead(TapeRecordKind.Message, direction, Link, call, _deck.Elapsed), content));
        }
    }
}
