namespace LabSdk.Simulation.Cxl;

/// <summary>Keeps what went to and fro, the newest of it, and counts all of it. Guarded by the component's lock.</summary>
internal sealed class ExchangeLog(TimeProvider time, Lock gate)
{
    /// <summary>Exchanges that are kept.</summary>
    public const int Capacity = 20_000;

    private readonly Queue<CxlExchange> _kept = new();
    private readonly Dictionary<ushort, int> _counters = [];

    public CxlExchange? Last { get; private set; }

    /// <summary>Those that were forgotten because newer ones came.</summary>
    public long Forgotten { get; private set; }

    public void Request(ReadOnlyMemory<byte> message, ushort opcode, CciLink link)
    {
        Last = Keep(message.ToArray(), opcode, link, isRequest: true);
        _counters[opcode] = _counters.GetValueOrDefault(opcode) + 1;
    }

    public void Response(byte[] message, ushort opcode, CciLink link) => Keep(message, opcode, link, isRequest: false);

    public CxlExchange[] All()
    {
        lock (gate)
        {
            return [.. _kept];
        }
    }

    public Dictionary<ushort, int> Counters()
    {
        lock (gate)
        {
            return new Dictionary<ushort, int>(_counters);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            _kept.Clear();
            _counters.Clear();
            (Last, Forgotten) = (null, 0);
        }
    }

    private CxlExchange Keep(byte[] message, ushort opcode, CciLink link, bool isRequest)
    {
        var exchange = new CxlExchange(time.GetUtcNow(), isRequest, opcode, link.ToString(), message);
        _kept.Enqueue(exchange);
        if (_kept.Count > Capacity)
        {
            _kept.Dequeue();
            Forgotten++;
        }

        return exchange;
    }
}
