using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Sums, means and standard deviations per group, with the rounding errors of the sums carried along.</summary>
internal static class GroupSums
{
    public static DataColumn<double> Compute(DataColumn column, RowCodes codes, AggregateKind kind, ColumnInfo info) => column switch
    {
        DataColumn<double> c => Compute(c, codes, kind, info),
        DataColumn<float> c => Compute(c, codes, kind, info),
        DataColumn<int> c => Compute(c, codes, kind, info),
        DataColumn<long> c => Compute(c, codes, kind, info),
        DataColumn<bool> c => Compute(c, codes, kind, info),
        _ => throw FrameErrors.NotNumeric(column, kind.ToString()),
    };

    private static DataColumn<double> Compute<T>(DataColumn<T> column, RowCodes codes, AggregateKind kind, ColumnInfo info)
    {
        var sums = Sums(column, codes);
        if (kind == AggregateKind.Std)
        {
            return Deviations(column, codes, sums, info);
        }

        var values = new double[sums.Length];
        ulong[]? recorded = null;
        for (var code = 0; code < values.Length; code++)
        {
            values[code] = kind == AggregateKind.Sum ? sums[code].Value : sums[code].Value / sums[code].Count;
            MarkEmpty(ref recorded, values, code, kind != AggregateKind.Sum && sums[code].Count == 0);
        }

        return new DataColumn<double>(info, values, recorded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DataColumn<double> Deviations<T>(DataColumn<T> column, RowCodes codes, GroupSum[] sums, ColumnInfo info)
    {
        var squares = new double[sums.Length];
        var means = Array.ConvertAll(sums, sum => sum.Value / sum.Count);
        var values = column.Values;
        for (var row = 0; row < values.Length; row++)
        {
            if (column.IsRecorded(row))
            {
                var code = codes.OfRows[row];
                var difference = Element<T>.ToDouble(values[row]) - means[code];
                squares[code] += difference * difference;
            }
        }

        ulong[]? recorded = null;
        for (var code = 0; code < squares.Length; code++)
        {
            squares[code] = sums[code].Count < 2 ? double.NaN : Math.Sqrt(squares[code] / (sums[code].Count - 1));
            MarkEmpty(ref recorded, squares, code, sums[code].Count == 0);
        }

        return new DataColumn<double>(info, squares, recorded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static GroupSum[] Sums<T>(DataColumn<T> column, RowCodes codes)
    {
        var sums = new GroupSum[codes.Count];
        var values = column.Values;
        var codeOfRow = codes.OfRows.AsSpan(0, values.Length);
        if (column.NullCount == 0)
        {
            for (var row = 0; row < values.Length; row++)
            {
                sums[codeOfRow[row]].Add(Element<T>.ToDouble(values[row]));
            }

            return sums;
        }

        for (var row = 0; row < values.Length; row++)
        {
            if (column.IsRecorded(row))
            {
                sums[codeOfRow[row]].Add(Element<T>.ToDouble(values[row]));
            }
        }

        return sums;
    }

    private static void MarkEmpty(ref ulong[]? recorded, double[] values, int code, bool isEmpty)
    {
        if (isEmpty)
        {
            recorded ??= Bits.Create(values.Length, true);
            Bits.Clear(recorded, code);
            values[code] = double.NaN;
        }
    }

    private struct GroupSum
    {
        private double _sum;
        private double _lost;

        public long Count { get; private set; }

        // An infinite sum makes the correction NaN: then the sum alone is right.
        public readonly double Value => double.IsFinite(_lost) ? _sum + _lost : _sum;

        public void Add(double value)
        {
            var next = _sum + value;
            _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum;
            _sum = next;
            Count++;
        }
    }
}
