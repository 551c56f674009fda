using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LabSdk.Data;

/// <summary>The columns of a frame, in order. Immutable and safe to read from any thread.</summary>
public sealed class ColumnCollection : IReadOnlyList<DataColumn>
{
    private const int CacheSize = 8;

    private readonly DataColumn[] _columns;
    private readonly Dictionary<string, int> _byName;

    // Row lambdas ask for the same few names again and again; an entry is written whole, so races only cost a miss.
    private readonly CacheEntry?[] _cache = new CacheEntry?[CacheSize];

    internal ColumnCollection(DataColumn[] columns)
    {
        _columns = columns;
        _byName = new Dictionary<string, int>(columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            if (!_byName.TryAdd(columns[i].Name, i))
            {
                throw FrameErrors.DuplicateName(columns[i].Name);
            }
        }
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => field ??= Array.ConvertAll(_columns, column => column.Name);

    /// <summary>The column at a position.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public DataColumn this[int index] => _columns[index];

    /// <summary>The column of that name; case counts.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="DataFrameException">There is no such column; the message lists the nearest names.</exception>
    public DataColumn this[string name] => _columns[Require(name)];

    /// <summary>The position of a column, or -1.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slot = name.Length == 0 ? 0 : (name.Length * 31 + name[^1]) & (CacheSize - 1);
        var entry = _cache[slot];
        if (entry is not null && (ReferenceEquals(entry.Name, name) || string.Equals(entry.Name, name, StringComparison.Ordinal)))
        {
            return entry.Index;
        }

        if (!_byName.TryGetValue(name, out var index))
        {
            return -1;
        }

        _cache[slot] = new CacheEntry(name, index);
        return index;
    }

    /// <summary>True when there is a column of that name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Finds a column.</summary>
    /// <param name="name">The name.</param>
    /// <param name="column">The column.</param>
    /// <returns>False when there is none of that name.</returns>
    public bool TryGet(string name, [MaybeNullWhen(false)] out DataColumn column)
    {
        var index = IndexOf(name);
        column = index < 0 ? null : _columns[index];
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<DataColumn> GetEnumerator() => ((IEnumerable<DataColumn>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names with their units.</summary>
    public override string ToString() => string.Join(", ", _columns.Select(column => column.Info.Title));

    internal ReadOnlySpan<DataColumn> AsSpan() => _columns;

    internal int Require(string name)
    {
        var index = IndexOf(name);
        return index >= 0 ? index : throw FrameErrors.UnknownColumn(name, Names);
    }

    private sealed record CacheEntry(string Name, int Index);
}
