namespace LabSdk.Tapes;

/// <summary>
/// What crossed the links while the lab was connected, kept so that a tape that begins later can be replayed from the first word.
/// Bounded; what does not fit is counted.
/// </summary>
internal sealed class HelloMemory : ITapeSink
{
    private const int MostBytes = 1024 * 1024, MostRecords = 8192;

    private readonly Lock _gate = new();
    private readonly List<TapeEntry> _entries = [];
    private long _bytes, _lostRecords, _lostBytes;

    public bool MakesRoom(int bytes)
    {
        lock (_gate)
        {
            if (_bytes + bytes <= MostBytes && _entries.Count < MostRecords)
            {
                return true;
            }

            (_lostRecords, _lostBytes) = (_lostRecords + 1, _lostBytes + bytes);
            return false;
        }
    }

    public void Take(in TapeEntry entry)
    {
        lock (_gate)
        {
            _entries.Add(entry.Keep());
            _bytes += entry.Length;
        }

        entry.Return();
    }

    /// <summary>Writes it onto a tape.</summary>
    public void CopyTo(TapeWriter writer)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (writer.MakesRoom(entry.Length))
                {
                    writer.Take(entry);
                }
            }

            writer.Lose(_lostRecords, _lostBytes);
        }
    }
}
