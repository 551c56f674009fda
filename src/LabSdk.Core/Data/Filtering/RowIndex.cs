using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Row numbers.</summary>
internal static class RowIndex
{
    /// <summary>0, 1, ... count - 1.</summary>
    public static int[] All(int count)
    {
        var rows = new int[count];
        for (var row = 0; row < count; row++)
        {
            rows[row] = row;
        }

        return rows;
    }

    /// <summary>Writes the rows whose recorded value meets a condition, and returns how many; there must be room for one more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Where<T>(DataColumn<T> column, Func<T, bool> condition, Span<int> rows)
    {
        var values = column.Values;
        var hasNulls = column.NullCount > 0;
        rows = rows[..(values.Length + 1)];
        var count = 0;
        for (var row = 0; row < values.Length; row++)
        {
            // Branch-free where it can be: conditions on measured data are as good as random.
            rows[count] = row;
            var holds = (!hasNulls || column.IsRecorded(row)) && condition(values[row]);
            count += Unsafe.BitCast<bool, byte>(holds) & 1;
        }

        return count;
    }
}
