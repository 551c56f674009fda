namespace LabSdk.Odp.Client;

/// <summary>What is counted.</summary>
internal enum Counted
{
    Records,
    Bytes,
    Packets,
    OtherSessions,
    WithoutKey,
    Malformed,
    Undecodable,
    Late,
    Repeated,
    Unwanted,
    UnknownTypes,
    LostRecords,
    Reconnects,
    Problems,
    Length,
}

/// <summary>Counts, and passes everything on to the one above. Thread-safe.</summary>
internal sealed class OdpTally(OdpTally? above = null)
{
    private const int MostGaps = 32;

    private readonly long[] _counts = new long[(int)Counted.Length];
    private readonly Lock _gate = new();
    private readonly Queue<KafkaGap> _gaps = new();
    private volatile string? _lastProblem;

    public long this[Counted what] => Interlocked.Read(ref _counts[(int)what]);

    public string? LastProblem => _lastProblem;

    public IReadOnlyList<KafkaGap> Gaps
    {
        get
        {
            lock (_gate)
            {
                return [.. _gaps];
            }
        }
    }

    public void Add(Counted what, long count = 1)
    {
        Interlocked.Add(ref _counts[(int)what], count);
        above?.Add(what, count);
    }

    public void Problem(string text)
    {
        _lastProblem = text;
        Interlocked.Increment(ref _counts[(int)Counted.Problems]);
        above?.Problem(text);
    }

    public void Gap(KafkaGap gap)
    {
        Interlocked.Add(ref _counts[(int)Counted.LostRecords], Math.Max(0, gap.Resumed - gap.Asked));
        lock (_gate)
        {
            _gaps.Enqueue(gap);
            if (_gaps.Count > MostGaps)
            {
                _gaps.Dequeue();
            }
        }

        above?.Gap(gap);
    }

    public OdpCounters ToCounters() => new()
    {
        Records = this[Counted.Records],
        Bytes = this[Counted.Bytes],
        Malformed = this[Counted.Malformed],
        Undecodable = this[Counted.Undecodable],
        Late = this[Counted.Late],
        UnknownTypes = this[Counted.UnknownTypes],
        LostRecords = this[Counted.LostRecords],
        Reconnects = this[Counted.Reconnects],
        Problems = this[Counted.Problems],
        LastProblem = LastProblem,
        LostRanges = Gaps,
    };
}
