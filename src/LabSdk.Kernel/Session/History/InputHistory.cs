using System.IO.Enumeration;

namespace LabSdk.Kernel.Session.History;

/// <summary>The cells of this session and, from the file, of earlier ones. Thread-safe.</summary>
/// <param name="file">The file; null to remember this session only.</param>
internal sealed class InputHistory(HistoryFile? file)
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEntry> _entries = [];
    private int _earlier = -1;
    private int _session = 1;

    /// <summary>Adds a cell that was run.</summary>
    public void Add(int line, string input, string? output)
    {
        lock (_lock)
        {
            Load();
            var entry = new HistoryEntry(_session, line, input, output);
            _entries.Add(entry);
            file?.Append(entry);
        }
    }

    /// <summary>Cells of one session.</summary>
    /// <param name="session">Its number; 0 for this one, negative ones count back from it.</param>
    /// <param name="start">First line.</param>
    /// <param name="stop">First line that is not wanted any more; null for all.</param>
    public IReadOnlyList<HistoryEntry> Range(int session, int start, int? stop)
    {
        lock (_lock)
        {
            Load();
            var number = session > 0 ? session : _session + session;
            return [.. _entries.Where(entry => entry.Session == number && entry.Line >= start && (stop is null || entry.Line < stop))];
        }
    }

    /// <summary>The latest cells, oldest first.</summary>
    public IReadOnlyList<HistoryEntry> Tail(int count)
    {
        lock (_lock)
        {
            Load();
            return [.. _entries.TakeLast(Math.Max(0, count))];
        }
    }

    /// <summary>The cells that match a pattern with <c>*</c> and <c>?</c>, oldest first.</summary>
    /// <param name="pattern">The pattern; upper and lower case are different.</param>
    /// <param name="count">Most cells; null for all.</param>
    /// <param name="unique">True to return each code once, where it was run last.</param>
    public IReadOnlyList<HistoryEntry> Search(string pattern, int? count, bool unique)
    {
        lock (_lock)
        {
            Load();
            var found = _entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
            if (unique)
            {
                found = found.Reverse().DistinctBy(entry => entry.Input).Reverse();
            }

            return [.. found.TakeLast(Math.Max(0, count ?? int.MaxValue))];
        }
    }

    // Read when it is first needed: the start of the kernel does not wait for it.
    private void Load()
    {
        if (_earlier < 0)
        {
            _entries.AddRange(file?.Read() ?? []);
            _earlier = _entries.Count;
            _session = _entries.Count == 0 ? 1 : _entries.Max(entry => entry.Session) + 1;
        }
    }
}
