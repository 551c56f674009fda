namespace LabSdk.Data;

/// <summary>Puts columns on top of each other; numbers of different kinds take the wider one, other mixtures are refused.</summary>
internal static class Stacking
{
    public static DataColumn Stack(params ReadOnlySpan<DataColumn> columns)
    {
        var first = columns[0];
        var type = first.ElementType;
        foreach (var column in columns[1..])
        {
            type = ValueTypes.Join(type, column.ElementType) ?? throw FrameErrors.CannotStack(first, column);
            if (first.Unit is not null && column.Unit is not null && first.Unit != column.Unit)
            {
                throw FrameErrors.UnitsDiffer(first, column);
            }
        }

        var info = first.Info with { Unit = FirstUnit(columns) };
        return type switch
        {
            _ when type == typeof(double) => Stack<double>(columns, info),
            _ when type == typeof(float) => Stack<float>(columns, info),
            _ when type == typeof(int) => Stack<int>(columns, info),
            _ when type == typeof(long) => Stack<long>(columns, info),
            _ when type == typeof(bool) => Stack<bool>(columns, info),
            _ when type == typeof(string) => Stack<string>(columns, info),
            _ when type == typeof(DateTimeOffset) => Stack<DateTimeOffset>(columns, info),
            _ when type == typeof(TimeSpan) => Stack<TimeSpan>(columns, info),
            _ => StackCells(columns, type, info),
        };
    }

    private static string? FirstUnit(ReadOnlySpan<DataColumn> columns)
    {
        foreach (var column in columns)
        {
            if (column.Unit is not null)
            {
                return column.Unit;
            }
        }

        return null;
    }

    private static DataColumn<T> Stack<T>(ReadOnlySpan<DataColumn> columns, ColumnInfo info)
    {
        var count = 0L;
        foreach (var column in columns)
        {
            count += column.Count;
        }

        var values = new T[checked((int)count)];
        ulong[]? recorded = null;
        var next = 0;
        foreach (var column in columns)
        {
            var typed = column as DataColumn<T>;
            typed?.Values.CopyTo(values.AsSpan(next));
            for (var row = 0; (typed is null || column.NullCount > 0) && row < column.Count; row++)
            {
                if (!column.IsNull(row))
                {
                    values[next + row] = typed is null ? Widen<T>(column[row]) : values[next + row];
                    continue;
                }

                recorded ??= Bits.Create(values.Length, true);
                Bits.Clear(recorded, next + row);
                values[next + row] = Element<T>.NullSlot;
            }

            next += column.Count;
        }

        return new DataColumn<T>(info, values, recorded);
    }

    private static T Widen<T>(DataValue value) =>
        typeof(T) == typeof(double) ? (T)(object)value.AsDouble() : (T)(object)value.RawBits;

    private static DataColumn StackCells(ReadOnlySpan<DataColumn> columns, Type type, ColumnInfo info)
    {
        var builder = ColumnBuilder.For(type, info);
        foreach (var column in columns)
        {
            foreach (var cell in column)
            {
                builder.TryAdd(cell);
            }
        }

        return builder.Snapshot(builder.Count);
    }
}
