using System.Collections;
using LabSdk.Hosting;

namespace LabSdk.Data;

/// <summary>
/// A named, typed column of a frame. Immutable and safe to read from any thread. Statistics skip null cells, because nothing was
/// measured there, but not NaN: a sum or mean with a NaN is NaN, so that a bad reading shows. <see cref="Min"/>, <see cref="Max"/>,
/// <see cref="ArgMin"/> and <see cref="ArgMax"/> look at the numbers only.
/// </summary>
/// <example><code>
/// scan.Data["mock_power_meter"].Mean()
/// scan.Data["position"][3]
/// scan.Data.Column&lt;double&gt;("position").Values   // a span: no copy, no boxing
/// </code></example>
[TypeFormatterSource]
public abstract partial class DataColumn : IReadOnlyList<DataValue>
{
    private int _nullCount = -1;

    private protected DataColumn(ColumnInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (string.IsNullOrEmpty(info.Name))
        {
            throw FrameErrors.EmptyName();
        }

        Info = info;
    }

    /// <summary>Name, unit, role, source and shape.</summary>
    public ColumnInfo Info { get; }

    /// <summary>The name, unique in its frame.</summary>
    public string Name => Info.Name;

    /// <summary>The unit of the values, or null.</summary>
    public string? Unit => Info.Unit;

    /// <summary>What the column means in the experiment.</summary>
    public ColumnRole Role => Info.Role;

    /// <summary>The id of the device that gave the values, or null.</summary>
    public string? Source => Info.Source;

    /// <summary>The number of cells, nulls included.</summary>
    public abstract int Count { get; }

    /// <summary>The number of null cells.</summary>
    public int NullCount => _nullCount >= 0 ? _nullCount : _nullCount = CountNulls();

    /// <summary>The type of the values.</summary>
    public abstract Type ElementType { get; }

    /// <summary>The kind of the values.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>True for numbers and bool.</summary>
    public bool IsNumeric => Element.IsNumeric(Kind);

    /// <summary>The cell of a row.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public abstract DataValue this[int row] { get; }

    /// <summary>True when nothing was recorded in that row.</summary>
    /// <param name="row">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public abstract bool IsNull(int row);

    /// <summary>The same values under another description. Nothing is copied.</summary>
    /// <param name="info">The new description.</param>
    public abstract DataColumn With(ColumnInfo info);

    /// <summary>The same values under another name. Nothing is copied.</summary>
    /// <param name="name">The new name.</param>
    public DataColumn Rename(string name) => With(Info with { Name = name });

    /// <summary>The cells as numbers; null becomes NaN, bool 0 or 1. A copy.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public abstract double[] ToDoubles();

    /// <inheritdoc/>
    public IEnumerator<DataValue> GetEnumerator()
    {
        for (var row = 0; row < Count; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Name, kind and size in one line.</summary>
    public override string ToString() => $"{Info.Title}: {Element.NameOf(ElementType)}, {Count} values, {NullCount} null";

    /// <summary>A window on the same values.</summary>
    internal abstract DataColumn Slice(int start, int count);

    /// <summary>The given rows in the given order; a negative index gives null.</summary>
    internal abstract DataColumn TakeOrNull(ReadOnlySpan<int> rows);

    /// <summary>The given rows, which exist, in the given order.</summary>
    internal abstract DataColumn Take(ReadOnlySpan<int> rows);

    /// <summary>The given rows, which are a permutation or part of one, sorted by this column; stable.</summary>
    internal abstract int[] Order(int[] rows, SortKey key);

    /// <summary>Equal values get equal codes.</summary>
    internal abstract RowCodes Factorize();

    /// <summary>One value per group: the first, last, smallest or largest.</summary>
    internal abstract DataColumn PickRows(RowCodes codes, AggregateKind kind);

    /// <summary>The column with a value in the place of nulls, or null when it cannot hold the value.</summary>
    internal abstract DataColumn? FillNulls(DataValue value);

    /// <summary>The column with null in the place of NaN.</summary>
    internal abstract DataColumn NaNToNull();

    /// <summary>A column of the same type and description with nothing but nulls.</summary>
    internal DataColumn Nulls(int count)
    {
        var rows = new int[count];
        Array.Fill(rows, -1);
        return TakeOrNull(rows);
    }

    private protected abstract int CountNulls();

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
