namespace LabSdk.Data;

public abstract partial class DataColumn
{
    /// <summary>Makes a column from values; they are copied. Null references become null cells.</summary>
    /// <typeparam name="T">double, float, int, long, bool, string, DateTimeOffset, TimeSpan, or an array of numbers.</typeparam>
    /// <param name="name">The name; not empty.</param>
    /// <param name="values">The values.</param>
    /// <param name="unit">The unit, or null.</param>
    /// <param name="role">What the column means.</param>
    /// <param name="source">The id of the device that gave the values, or null.</param>
    /// <exception cref="DataFrameException">The name is empty or the type is not one a frame can hold.</exception>
    public static DataColumn<T> Create<T>(
        string name, IEnumerable<T> values, string? unit = null, ColumnRole role = ColumnRole.Other, string? source = null) =>
        Create(new ColumnInfo(name) { Unit = unit, Role = role, Source = source }, values);

    /// <summary>Makes a column from values that may be missing; they are copied. Empty nullables become null cells.</summary>
    /// <typeparam name="T">double, float, int, long, bool, DateTimeOffset or TimeSpan.</typeparam>
    /// <param name="name">The name; not empty.</param>
    /// <param name="values">The values.</param>
    /// <param name="unit">The unit, or null.</param>
    /// <param name="role">What the column means.</param>
    /// <param name="source">The id of the device that gave the values, or null.</param>
    /// <exception cref="DataFrameException">The name is empty or the type is not one a frame can hold.</exception>
    public static DataColumn<T> Create<T>(
        string name, IEnumerable<T?> values, string? unit = null, ColumnRole role = ColumnRole.Other, string? source = null)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(values);
        var writer = new ColumnBuilder<T>(new ColumnInfo(name) { Unit = unit, Role = role, Source = source });
        foreach (var value in values)
        {
            if (value is { } present)
            {
                writer.Add(present);
            }
            else
            {
                writer.AddNull();
            }
        }

        return writer.Build();
    }

    /// <summary>Makes a column with a full description; the values are copied. Null references become null cells.</summary>
    /// <typeparam name="T">double, float, int, long, bool, string, DateTimeOffset, TimeSpan, or an array of numbers.</typeparam>
    /// <param name="info">The description.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="DataFrameException">The name is empty or the type is not one a frame can hold.</exception>
    public static DataColumn<T> Create<T>(ColumnInfo info, IEnumerable<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _ = Element.KindOf(typeof(T));
        if (typeof(T).IsValueType)
        {
            return new DataColumn<T>(info, values.ToArray());
        }

        var writer = new ColumnBuilder<T>(info);
        foreach (var value in values)
        {
            if (value is null)
            {
                writer.AddNull();
            }
            else
            {
                writer.Add(value);
            }
        }

        return writer.Build();
    }
}
