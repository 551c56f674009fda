using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LabSdk.Data;

/// <summary>Arithmetic of whole columns. Results are double; a null side gives null.</summary>
internal static class ColumnMath
{
    private const int Lanes = 4;

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

    /// <summary>Compares each cell with a value. <paramref name="accept"/> says which orders (-1, 0, 1) give true.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool[] Mask(DataColumn column, DataValue value, Func<int, bool> accept, Func<DataValue, bool> compare)
    {
        var mask = new bool[column.Count];
        if (column is DataColumn<double> numbers && value.IsNumeric && !value.IsNaN)
        {
            // A null slot holds NaN, which is neither less nor equal nor greater: false, as it should be.
            var limit = value.AsDouble();
            var values = numbers.Values;
            var (less, equal, greater) = (accept(-1), accept(0), accept(1));
            var above = less ? double.NegativeInfinity : limit;
            var below = greater ? double.PositiveInfinity : limit;
            var isStrict = !equal;
            var row = 0;
            for (; row + Lanes <= values.Length; row += Lanes)
            {
                var vector = Vector256.Create(values.Slice(row, Lanes));
                var inside = Vector256.GreaterThanOrEqual(vector, Vector256.Create(above)) & Vector256.LessThanOrEqual(vector, Vector256.Create(below));
                var taken = isStrict ? Vector256.AndNot(inside, Vector256.Equals(vector, Vector256.Create(limit))) : inside;
                // Each of the four bits becomes a byte of 0 or 1.
                var bits = taken.ExtractMostSignificantBits();
                MemoryMarshal.Write(MemoryMarshal.AsBytes(mask.AsSpan(row, Lanes)), (bits * 0x00204081) & 0x01010101);
            }

            for (; row < values.Length; row++)
            {
                mask[row] = values[row] >= above && values[row] <= below && !(isStrict && values[row] == limit);
            }

            return mask;
        }

        for (var index = 0; index < mask.Length; index++)
        {
            mask[index] = compare(column[index]);
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
