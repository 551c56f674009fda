namespace LabSdk.Odp.Client;

/// <summary>Packets that wait for the definition of their format; bounded in number and bytes. For one caller.</summary>
internal sealed class HeldPackets
{
    public const int MostPackets = 10_000;
    public const long MostBytes = 64L * 1024 * 1024;

    private List<OdpPacket> _packets = [];
    private long _bytes;
    private int _count;

    /// <summary>How many wait; readable at any time.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Keeps a packet; false when there is no room.</summary>
    public bool TryAdd(OdpPacket packet)
    {
        if (_packets.Count >= MostPackets || _bytes + packet.Record.Length > MostBytes)
        {
            return false;
        }

        _packets.Add(packet);
        _bytes += packet.Record.Length;
        Volatile.Write(ref _count, _packets.Count);
        return true;
    }

    /// <summary>Takes all of them out, to look at them again.</summary>
    public List<OdpPacket> TakeAll()
    {
        var taken = _packets;
        (_packets, _bytes) = ([], 0);
        Volatile.Write(ref _count, 0);
        return taken;
    }

    /// <summary>The lowest offset that waits in each partition.</summary>
    public IEnumerable<TopicOffset> Lowest() =>
        _packets.GroupBy(packet => (packet.Topic, packet.Partition)).Select(group => new TopicOffset(group.Key.Topic, group.Key.Partition, group.Min(packet => packet.Offset)));
}
