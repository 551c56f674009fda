namespace LabSdk.Data;

/// <summary>Arrays in and out. Small integer types, which have no column of their own, widen without loss.</summary>
internal static class ArrayColumns
{
    public static DataColumn FromArray(ColumnInfo info, Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values switch
        {
            double[] v => Copy(info, v),
            float[] v => Copy(info, v),
            int[] v => Copy(info, v),
            long[] v => Copy(info, v),
            bool[] v => Copy(info, v),
            TimeSpan[] v => Copy(info, v),
            DateTimeOffset[] v => Copy(info, v),
            string?[] v => DataColumn.Create(info, v!),
            _ => FromItems(info, values),
        };
    }

    public static Array ToArray(DataColumn column) => column switch
    {
        DataColumn<double> c => c.ToArray(),
        DataColumn<float> c => c.ToArray(),
        DataColumn<int> c => Values(c),
        DataColumn<long> c => Values(c),
        DataColumn<bool> c => Values(c),
        DataColumn<TimeSpan> c => Values(c),
        DataColumn<DateTimeOffset> c => Values(c),
        DataColumn<string> c => c.ToArray(),
        _ => References(column),
    };

    private static DataColumn<T> Copy<T>(ColumnInfo info, T[] values) => new(info, (T[])values.Clone());

    private static Array Values<T>(DataColumn<T> column)
        where T : struct
    {
        if (column.NullCount == 0)
        {
            return column.ToArray();
        }

        var result = new T?[column.Count];
        for (var row = 0; row < result.Length; row++)
        {
            result[row] = column.TryGet(row, out var value) ? value : null;
        }

        return result;
    }

    private static Array References(DataColumn column)
    {
        var result = Array.CreateInstance(column.ElementType, column.Count);
        for (var row = 0; row < column.Count; row++)
        {
            result.SetValue(column[row].ToObject(), row);
        }

        return result;
    }

    private static DataColumn FromItems(ColumnInfo info, Array values)
    {
        var item = values.GetType().GetElementType()!;
        var type = Widen(Nullable.GetUnderlyingType(item) ?? item);
        var builder = ColumnBuilder.For(values.Rank == 1 ? type : values.GetType(), info);
        foreach (var value in values)
        {
            if (!builder.TryAdd(DataValue.From(value)))
            {
                throw FrameErrors.ValueDoesNotFit(info.Name, type, DataValue.From(value));
            }
        }

        return builder.Snapshot(builder.Count);
    }

    private static Type Widen(Type type)
    {
        if (type == typeof(byte) || type == typeof(short) || type == typeof(ushort))
        {
            return typeof(int);
        }

        return type == typeof(uint) ? typeof(long) : type;
    }
}
