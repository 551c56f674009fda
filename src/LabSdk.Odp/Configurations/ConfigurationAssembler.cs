using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Configurations;

/// <summary>
/// Puts configurations together that came in parts. Parts are numbered from 1 and may come in any order, more than once,
/// and on several streams; the flag of the last part is not to be relied on. Not thread-safe.
/// </summary>
internal sealed class ConfigurationAssembler
{
    private const int MostPending = 256;

    private readonly Dictionary<(string Id, uint Total), SortedDictionary<uint, ConfigurationPacket>> _pending = [];
    private readonly Queue<(string Id, uint Total)> _order = new();

    /// <summary>Configurations of which parts are missing.</summary>
    public int Pending => _pending.Count;

    /// <summary>Configurations that were given up because too many were incomplete.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Takes a packet; the whole configuration when this was its last part, else null.</summary>
    public ConfigurationPacket? Add(ConfigurationPacket part)
    {
        if (part.TotalPacketNumber <= 1)
        {
            return part;
        }

        if (part.PacketNumber == 0 || part.PacketNumber > part.TotalPacketNumber)
        {
            return null;
        }

        var key = (part.ConfigId, part.TotalPacketNumber);
        if (!_pending.TryGetValue(key, out var parts))
        {
            MakeRoom();
            _pending[key] = parts = [];
            _order.Enqueue(key);
        }

        parts.TryAdd(part.PacketNumber, part);
        if (parts.Count < part.TotalPacketNumber)
        {
            return null;
        }

        _pending.Remove(key);
        return Join(parts.Values);
    }

    private static ConfigurationPacket Join(IEnumerable<ConfigurationPacket> parts)
    {
        ConfigurationPacket? whole = null;
        foreach (var part in parts)
        {
            whole ??= new ConfigurationPacket { ConfigId = part.ConfigId };
            whole.ParameterDefinitions.Add(part.ParameterDefinitions);
            whole.EventDefinitions.Add(part.EventDefinitions);
            whole.GroupDefinitions.Add(part.GroupDefinitions.Where(group => !whole.GroupDefinitions.Contains(group)));
        }

        return whole!;
    }

    private void MakeRoom()
    {
        while (_pending.Count >= MostPending && _order.TryDequeue(out var oldest))
        {
            GivenUp += _pending.Remove(oldest) ? 1 : 0;
        }
    }
}
