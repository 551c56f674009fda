using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Finds one row per group: first, last, smallest, largest. -1 where nothing was recorded.</summary>
internal static class GroupPicks
{
    public static int[] Rows<T>(DataColumn<T> column, RowCodes codes, AggregateKind kind)
    {
        var picked = new int[codes.Count];
        Array.Fill(picked, -1);
        if (kind is AggregateKind.First or AggregateKind.Last)
        {
            PickByPlace(column, codes, kind == AggregateKind.First, picked);
        }
        else if (column.Kind == ValueKind.Array)
        {
            throw FrameErrors.NotOrdered(column, kind.ToString());
        }
        else
        {
            PickByOrder(column, codes, kind == AggregateKind.Max, picked);
        }

        return picked;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PickByPlace<T>(DataColumn<T> column, RowCodes codes, bool first, int[] picked)
    {
        for (var row = 0; row < codes.OfRows.Length; row++)
        {
            ref var pick = ref picked[codes.OfRows[row]];
            if (column.IsRecorded(row) && (pick < 0 || !first))
            {
                pick = row;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PickByOrder<T>(DataColumn<T> column, RowCodes codes, bool largest, int[] picked)
    {
        var values = column.Values;
        for (var row = 0; row < values.Length; row++)
        {
            if (!column.IsRecorded(row))
            {
                continue;
            }

            ref var pick = ref picked[codes.OfRows[row]];
            if (pick < 0 || IsBetter(values[row], values[pick], largest))
            {
                pick = row;
            }
        }
    }

    private static bool IsBetter<T>(T candidate, T best, bool largest)
    {
        if (Element<T>.IsNaN(candidate))
        {
            return false;
        }

        if (Element<T>.IsNaN(best))
        {
            return true;
        }

        var order = typeof(T) == typeof(string)
            ? string.CompareOrdinal((string)(object)candidate!, (string)(object)best!)
            : Comparer<T>.Default.Compare(candidate, best);
        return largest ? order > 0 : order < 0;
    }
}
