namespace LabSdk.Tapes;

/// <summary>One link of a tape that answers: the same question gets its recorded answers in their order.</summary>
internal sealed class ReplayLink
{
    private readonly Lock _gate = new();
    private readonly TapeReplay _tape;
    private readonly RecordedLink _link;
    private readonly Dictionary<(string, UInt128), Turns> _byRequest = [];
    private readonly Dictionary<string, Turns> _byName = new(StringComparer.Ordinal);

    internal ReplayLink(TapeReplay tape, RecordedLink link)
    {
        (_tape, _link) = (tape, link);
        foreach (var call in link.Calls)
        {
            Add(_byRequest, (call.Name, call.Key), call);
            Add(_byName, call.Name, call);
        }
    }

    public string Family => _link.Info.Family;

    public string Address => _link.Info.Address;

    public TapeReplay Tape => _tape;

    /// <summary>Its number, from 1.</summary>
    public ushort Number => _link.Number;

    /// <summary>True when it belongs to the connection of another link.</summary>
    public bool IsPart => Fact(TapeFacts.Part).Length > 0;

    /// <summary>The calls, for transports that look at all of them.</summary>
    public IReadOnlyList<RecordedCall> Calls => _link.Calls;

    /// <summary>What was said of the link; empty when nothing was.</summary>
    public string Fact(string name) => _link.Info.Facts is { } facts && facts.TryGetValue(name, out var value) ? value ?? "" : "";

    /// <summary>The next answer to a question.</summary>
    /// <param name="name">The name of the call.</param>
    /// <param name="request">What is sent.</param>
    /// <exception cref="TapeException">It was never asked, or not as often.</exception>
    public ReplayedCall Take(string name, ReadOnlySpan<byte> request)
    {
        lock (_gate)
        {
            return _byRequest.TryGetValue((name, TapeReader.KeyOf(request)), out var turns) ? Answer(turns, name) : throw NotOnTape(name, request.Length);
        }
    }

    /// <summary>The next call of a name, whatever was sent in it: for streams that are written, and for connections.</summary>
    /// <param name="name">The name of the call.</param>
    /// <exception cref="TapeException">There was none, or not as many.</exception>
    public ReplayedCall TakeNext(string name)
    {
        lock (_gate)
        {
            return _byName.TryGetValue(name, out var turns) ? Answer(turns, name) : throw NotOnTape(name, 0);
        }
    }

    internal TapeException Ends(string name, int messages) => _tape.Unknown(
        TapeErrorIds.Ends,
        FormattableString.Invariant($"The tape {_tape.Path} ends here: {name} of {Address} gave {messages} messages while it was recorded, and then this side ended it, or the recording."),
        "Read no further than the recorded program did.");

    private static void Add<TKey>(Dictionary<TKey, Turns> map, TKey key, RecordedCall call)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var turns))
        {
            map.Add(key, turns = new Turns());
        }

        turns.Calls.Add(call);
    }

    private ReplayedCall Answer(Turns turns, string name)
    {
        if (turns.Next < turns.Calls.Count || _tape.Options.RepeatLast)
        {
            _tape.CountAnswer();
            return new ReplayedCall(this, turns.Calls[Math.Min(turns.Next++, turns.Calls.Count - 1)]);
        }

        throw UsedUp(name);
    }

    internal TapeException UsedUp(string name) => _tape.Unknown(
        TapeErrorIds.UsedUp,
        FormattableString.Invariant($"The tape {_tape.Path} answered {name} of {Address} with this request as often as it was asked, and has given all of these answers."),
        "Ask no more often than the recorded program did, or set ReplayOptions.RepeatLast to get the last answer again.");

    internal TapeException NotOnTape(string name, int length)
    {
        var others = _byName.TryGetValue(name, out var turns)
            ? FormattableString.Invariant($"{turns.Calls.Count} calls of it, all with other requests")
            : $"none; it has {(_byName.Count == 0 ? "no calls of this link" : $"for example {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal).Take(4))}")}";
        return _tape.Unknown(
            TapeErrorIds.NotOnTape,
            FormattableString.Invariant($"{name} of {Address}, a request of {length} bytes, was never sent while the tape {_tape.Path} was recorded. The tape has {others}."),
            "Run the program that was recorded, with the same values, or record again.");
    }

    private sealed class Turns
    {
        public List<RecordedCall> Calls { get; } = [];

        public int Next { get; set; }
    }
}
