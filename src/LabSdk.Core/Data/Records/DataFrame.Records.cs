namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Makes a frame of objects: one column per public property, in order of declaration. Enum values become text, decimal becomes double,
    /// DateTime becomes a time (UTC when it says nothing), small integers widen.
    /// </summary>
    /// <typeparam name="T">A record, class, struct or anonymous type.</typeparam>
    /// <param name="records">The objects; none may be null.</param>
    /// <exception cref="DataFrameException">The type has no public properties, or one of a type that a frame cannot hold.</exception>
    /// <example><code>DataFrame.From(points.Select(p => new { p.X, p.Signal }))</code></example>
    public static DataFrame From<T>(IEnumerable<T> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return RecordReader<T>.Read(records);
    }

    /// <summary>
    /// The rows as objects. A record gets its values by the names of its constructor parameters, a class with settable properties by
    /// those; <c>MockPowerMeter</c> and <c>mock_power_meter</c> are the same name. Columns without a counterpart are left out.
    /// </summary>
    /// <typeparam name="T">A record, or a class or struct with settable properties.</typeparam>
    /// <exception cref="DataFrameException">
    /// A parameter without default has no column, a value does not fit its type, or a cell is null and the type is not nullable.
    /// </exception>
    /// <example><code>record Point(double Position, double? MockPowerMeter); var points = scan.Data.ToRecords&lt;Point&gt;();</code></example>
    public IReadOnlyList<T> ToRecords<T>() => RecordWriter<T>.Write(this);
}
