namespace LabSdk.Mds.Tests.Client;

/// <summary>A link whose answers are written down: numbers as the reference's backends return them.</summary>
internal sealed class ScriptedBackend(MdsTransport transport = MdsTransport.Custom) : IMdsBackend
{
    private readonly Queue<(int Returns, byte[] Bytes)> _packets = new();
    private readonly Queue<int> _writeReturns = new();

    public Dictionary<MdsChannel, (int Returns, byte[] Bytes)> Items { get; } = [];

    public List<(MdsChannel Channel, int Capacity, TimeSpan? Timeout)> Reads { get; } = [];

    public List<(MdsChannel Channel, string Bytes)> Writes { get; } = [];

    public int Disposed { get; private set; }

    public MdsLink Link { get; } = new(transport, "scripted link");

    public void Packet(int returns, byte[] bytes) => _packets.Enqueue((returns, bytes));

    public void WriteReturns(int returns) => _writeReturns.Enqueue(returns);

    public ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        Reads.Add((channel, buffer.Length, timeout));
        var (returns, bytes) = channel == MdsChannel.StreamData ? _packets.Dequeue() : Items[channel];
        if (returns < 0)
        {
            return ReferenceCodes.IsTimeout(returns) ? new(IMdsBackend.TimedOut) : throw ReferenceCodes.Error(returns);
        }

        bytes.AsSpan(0, Math.Min(bytes.Length, buffer.Length)).CopyTo(buffer.Span);
        return new(returns);
    }

    public ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        Writes.Add((channel, Convert.ToHexStringLower(data.Span)));
        return _writeReturns.TryDequeue(out var returns) && returns < 0 ? throw ReferenceCodes.Error(returns) : default;
    }

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return default;
    }
}
