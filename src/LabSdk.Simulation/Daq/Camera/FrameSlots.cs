namespace LabSdk.Simulation.Daq;

/// <summary>Counts the frame streams per client address; at most 3 at a time.</summary>
internal sealed class FrameSlots
{
    public const int Limit = 3;
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Takes a slot; false when the client has all of them.</summary>
    public bool TryTake(string client)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(client);
            if (taken >= Limit)
            {
                return false;
            }

            _taken[client] = taken + 1;
            return true;
        }
    }

    public void Free(string client)
    {
        lock (_gate)
        {
            _taken[client] = Math.Max(0, _taken.GetValueOrDefault(client) - 1);
        }
    }

    public int Taken(string client)
    {
        lock (_gate)
        {
            return _taken.GetValueOrDefault(client);
        }
    }
}
