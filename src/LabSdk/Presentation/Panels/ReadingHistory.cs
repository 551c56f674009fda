namespace LabSdk.Presentation;

/// <summary>The newest readings of a live view with their times. Thread-safe.</summary>
internal sealed class ReadingHistory(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<Reading> _readings = new();

    /// <summary>The newest reading; null before the first.</summary>
    public Reading? Last { get; private set; }

    /// <summary>Number of readings ever taken.</summary>
    public long Count { get; private set; }

    public void Add(Reading reading)
    {
        lock (_lock)
        {
            Last = reading;
            Count++;
            _readings.Enqueue(reading);
            if (_readings.Count > most)
            {
                _readings.Dequeue();
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _readings.Clear();
        }
    }

    /// <summary>Seconds before the newest reading, and the values.</summary>
    public (double[] Seconds, double[] Values) Series()
    {
        lock (_lock)
        {
            return Last is not { } last
                ? ([], [])
                : ([.. _readings.Select(reading => (reading.Timestamp - last.Timestamp).TotalSeconds)], [.. _readings.Select(reading => reading.Value)]);
        }
    }
}
