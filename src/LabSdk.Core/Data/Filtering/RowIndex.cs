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
}
