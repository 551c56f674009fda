namespace LabSdk.Data;

/// <summary>
/// One result column of <see cref="GroupedFrame.Aggregate"/>. Null cells are skipped; NaN counts in sum, mean, std and median and is passed
/// over by min and max. A group without recorded cells gives 0 for count and sum, else null.
/// </summary>
/// <example><code>frame.GroupBy("sample").Aggregate(Aggregate.Count(), Aggregate.Mean("signal"), Aggregate.Max("signal", "peak"))</code></example>
public sealed class Aggregate
{
    private Aggregate(AggregateKind kind, string? column, string name, Func<DataColumn, DataValue>? compute = null)
    {
        Kind = kind;
        Column = column;
        Name = name;
        Compute = compute;
    }

    /// <summary>The name of the result column.</summary>
    public string Name { get; }

    /// <summary>The column that is summarised, or null when rows are counted.</summary>
    public string? Column { get; }

    internal AggregateKind Kind { get; }

    internal Func<DataColumn, DataValue>? Compute { get; }

    /// <summary>The number of rows in the group.</summary>
    /// <param name="name">The name of the result; <c>count</c> by default.</param>
    public static Aggregate Count(string name = "count") => new(AggregateKind.Rows, null, name);

    /// <summary>The number of recorded (not null) cells.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_count</c>.</param>
    public static Aggregate CountOf(string column, string? name = null) => Of(AggregateKind.Count, column, name ?? $"{column}_count");

    /// <summary>The sum of a numeric column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_sum</c>.</param>
    public static Aggregate Sum(string column, string? name = null) => Of(AggregateKind.Sum, column, name ?? $"{column}_sum");

    /// <summary>The arithmetic mean of a numeric column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_mean</c>.</param>
    public static Aggregate Mean(string column, string? name = null) => Of(AggregateKind.Mean, column, name ?? $"{column}_mean");

    /// <summary>The sample standard deviation of a numeric column; NaN for a single cell.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_std</c>.</param>
    public static Aggregate Std(string column, string? name = null) => Of(AggregateKind.Std, column, name ?? $"{column}_std");

    /// <summary>The median of a numeric column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_median</c>.</param>
    public static Aggregate Median(string column, string? name = null) => Of(AggregateKind.Median, column, name ?? $"{column}_median");

    /// <summary>The smallest value of a column with an order; the kind of the column is kept.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_min</c>.</param>
    public static Aggregate Min(string column, string? name = null) => Of(AggregateKind.Min, column, name ?? $"{column}_min");

    /// <summary>The largest value of a column with an order; the kind of the column is kept.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_max</c>.</param>
    public static Aggregate Max(string column, string? name = null) => Of(AggregateKind.Max, column, name ?? $"{column}_max");

    /// <summary>The first recorded value; the kind of the column is kept.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_first</c>.</param>
    public static Aggregate First(string column, string? name = null) => Of(AggregateKind.First, column, name ?? $"{column}_first");

    /// <summary>The last recorded value; the kind of the column is kept.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result; null for <c>column_last</c>.</param>
    public static Aggregate Last(string column, string? name = null) => Of(AggregateKind.Last, column, name ?? $"{column}_last");

    /// <summary>Anything else, computed from the cells of the group.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">The name of the result.</param>
    /// <param name="compute">Gets the cells of one group, in their order, nulls included.</param>
    /// <example><code>Aggregate.Custom("signal", "span", c => c.Max() - c.Min())</code></example>
    public static Aggregate Custom(string column, string name, Func<DataColumn, DataValue> compute)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return Of(AggregateKind.Custom, column, name, compute);
    }

    internal static Aggregate Of(AggregateKind kind, string column, string name, Func<DataColumn, DataValue>? compute = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new Aggregate(kind, column, name, compute);
    }
}
