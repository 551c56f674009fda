using System.Collections;
using LabSdk.Data;

namespace LabSdk;

/// <summary>What a session carries besides samples, in order of time: its markers, events or errors.</summary>
/// <typeparam name="T">One of them.</typeparam>
public abstract class NoteTable<T> : TelemetryView, IReadOnlyList<T>
{
    private readonly T[] _notes;
    private readonly Func<T, ulong> _time;

    private protected NoteTable(SessionScale scale, IEnumerable<T> notes, Func<T, ulong> time)
        : base(scale.IsSimulated) => (Scale, _time, _notes) = (scale, time, [.. notes.OrderBy(time)]);

    /// <summary>How many there are.</summary>
    public int Count => _notes.Length;

    /// <summary>The table as a data frame, one row each; times in ns since 1970-01-01 UTC.</summary>
    public DataFrame Data => SignalFrames.Build(Scale, Array.ConvertAll(_notes, note => _time(note)), Columns);

    internal SessionScale Scale { get; }

    private protected abstract IEnumerable<DataColumn> Columns { get; }

    /// <summary>One of them by its place.</summary>
    /// <param name="index">From 0, the earliest.</param>
    public T this[int index] => _notes[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_notes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
