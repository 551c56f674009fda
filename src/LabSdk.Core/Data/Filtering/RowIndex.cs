namespace LabSdk.Data;

/// <summary>Row numbers of masks.</summary>
internal static class RowIndex
{
    /// <summary>The rows whose flag is set, ascending.</summary>
    public static int[] Of(ReadOnlySpan<bool> mask)
    {
        // Branch-free: the flags of measured data are as good as random.
        var rows = new int[mask.Length + 1];
        var count = 0;
        for (var row = 0; row < mask.Length; row++)
        {
            rows[count] = row;
            count += mask[row] ? 1 : 0;
        }

        return rows.AsSpan(0, count).ToArray();
    }

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
}
