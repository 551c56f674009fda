namespace LabSdk.Fleet.Client;

/// <summary>The last exchanges, the oldest first.</summary>
internal sealed class ExchangeLog(int capacity)
{
    private readonly Queue<FleetExchange> _entries = new();

    public long Total { get; private set; }

    public void Add(FleetExchange entry)
    {
        Total++;
        if (capacity == 0)
        {
            return;
        }

        if (_entries.Count == capacity)
        {
            _entries.Dequeue();
        }

        _entries.Enqueue(entry);
    }

    public FleetExchange[] ToArray() => [.. _entries];
}
