namespace LabSdk.Data;

/// <summary>Arithmetic of whole columns. Results are double; a null side gives null.</summary>
internal static class ColumnMath
{
    public static DataColumn<double> Combine(DataColumn left, DataColumn right, string sign, Func<double, double, double> calculate)
    {
        if (left.Count != right.Count)
        {
            throw FrameErrors.ColumnLength(right, left.Count);
        }

        var (a, b) = (Numbers(left, sign), Numbers(right, sign));
        for (var row = 0; row < a.Length; row++)
        {
            a[row] = calculate(a[row], b[row]);
        }

        // Only a sum or difference of equal units surely has that unit.
        var unit = sign is "+" or "-" && left.Unit == right.Unit ? left.Unit : null;
        return new DataColumn<double>(new ColumnInfo($"{left.Name} {sign} {right.Name}") { Unit = unit }, a, Recorded(left, right));
    }

    public static DataColumn<double> Map(DataColumn column, string? unit, string sign, Func<double, double> calculate)
    {
        var values = Numbers(column, sign);
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = calculate(values[row]);
        }

        return new DataColumn<double>(new ColumnInfo(column.Name) { Unit = unit }, values, Recorded(column, column));
    }

    public static bool[] Mask(DataColumn column, Func<DataValue, bool> condition)
    {
        var mask = new bool[column.Count];
        for (var row = 0; row < mask.Length; row++)
        {
            mask[row] = condition(column[row]);
        }

        return mask;
    }

    private static double[] Numbers(DataColumn column, string sign) =>
        column.IsNumeric ? column.ToDoubles() : throw FrameErrors.NotNumeric(column, $"Operator {sign}");

    private static ulong[]? Recorded(DataColumn left, DataColumn right)
    {
        if (left.NullCount == 0 && right.NullCount == 0)
        {
            return null;
        }

        var recorded = Bits.Create(left.Count, true);
        for (var row = 0; row < left.Count; row++)
        {
            if (left.IsNull(row) || right.IsNull(row))
            {
                Bits.Clear(recorded, row);
            }
        }

        return recorded;
    }
}
