using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabSdk.Data;

/// <summary>Gives equal values equal codes. Null is one value of its own, and so is NaN; 0.0 and -0.0 are equal.</summary>
internal static class Factorizer
{
    public static RowCodes Of<T>(DataColumn<T> column)
    {
        if (column.Kind == ValueKind.Array)
        {
            throw FrameErrors.NotOrdered(column, "Grouping");
        }

        return typeof(T) == typeof(string) ? OfTexts((DataColumn<string>)(object)column) : OfValues(column);
    }

    /// <summary>Codes of keys below <paramref name="limit"/>, or of any keys when that is <see cref="ulong.MaxValue"/>.</summary>
    public static RowCodes OfKeys(ReadOnlySpan<ulong> keys, ulong limit)
    {
        // A table by value beats hashing while it is not much larger than the data.
        if (limit <= 1024 || limit <= 4 * (ulong)keys.Length)
        {
            return ByTable(keys, (int)limit);
        }

        var map = new KeyMap(keys.Length);
        var codes = new int[keys.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = map.Code(keys[row], row);
        }

        return new RowCodes(codes, map.FirstRows());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowCodes ByTable(ReadOnlySpan<ulong> keys, int limit)
    {
        var table = new int[limit];
        var firstRows = new List<int>();
        var codes = new int[keys.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            ref var code = ref table[(int)keys[row]];
            if (code == 0)
            {
                firstRows.Add(row);
                code = firstRows.Count;
            }

            codes[row] = code - 1;
        }

        return new RowCodes(codes, [.. firstRows]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowCodes OfValues<T>(DataColumn<T> column)
    {
        // Keys of numbers never use these two: they would be NaN patterns, or times beyond the year 9999.
        const ulong nan = ulong.MaxValue - 1;
        var values = column.Values;
        var keys = new ulong[values.Length];
        ulong least = ulong.MaxValue, most = 0;
        var special = column.NullCount > 0;
        for (var row = 0; row < keys.Length; row++)
        {
            if (!column.IsRecorded(row))
            {
                continue;
            }

            var isNaN = Element<T>.IsNaN(values[row]);
            special |= isNaN;
            var key = isNaN ? nan : SortOrder.KeyOf(values[row]);
            keys[row] = key;
            least = Math.Min(least, key);
            most = Math.Max(most, key);
        }

        if (!special && most >= least && most - least < 4 * (ulong)keys.Length)
        {
            for (var row = 0; row < keys.Length; row++)
            {
                keys[row] -= least;
            }

            return OfKeys(keys, most - least + 1);
        }

        return Hashed(column, keys);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowCodes Hashed<T>(DataColumn<T> column, ulong[] keys)
    {
        var map = new KeyMap(keys.Length);
        var codes = new int[keys.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = column.IsRecorded(row) ? map.Code(keys[row], row) : map.NullCode(row);
        }

        return new RowCodes(codes, map.FirstRows());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowCodes OfTexts(DataColumn<string> column)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var firstRows = new List<int>();
        var codes = new int[column.Count];
        var values = column.Values;
        var nullCode = -1;
        for (var row = 0; row < codes.Length; row++)
        {
            if (!column.IsRecorded(row))
            {
                if (nullCode < 0)
                {
                    nullCode = firstRows.Count;
                    firstRows.Add(row);
                }

                codes[row] = nullCode;
                continue;
            }

            ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(known, values[row], out var exists);
            if (!exists)
            {
                code = firstRows.Count;
                firstRows.Add(row);
            }

            codes[row] = code;
        }

        return new RowCodes(codes, [.. firstRows]);
    }
}
