namespace LabSdk.Data;

/// <summary>Computes aggregates; each is one pass over its column. What several of them need is computed once.</summary>
internal sealed class GroupWork(RowCodes codes)
{
    private (int[] Rows, int[] Starts)? _segments;

    private (int[] Rows, int[] Starts) Segments => _segments ??= codes.Segments();

    public DataColumn Compute(DataFrame frame, Aggregate aggregate)
    {
        if (aggregate.Column is null)
        {
            return new DataColumn<int>(new ColumnInfo(aggregate.Name), Sizes());
        }

        var column = frame[aggregate.Column];
        var info = column.Info with { Name = aggregate.Name };
        return aggregate.Kind switch
        {
            AggregateKind.Count => new DataColumn<int>(new ColumnInfo(aggregate.Name), Recorded(column)),
            AggregateKind.Sum or AggregateKind.Mean or AggregateKind.Std => GroupSums.Compute(column, codes, aggregate.Kind, info),
            AggregateKind.Median => Medians(column, info),
            AggregateKind.Custom => Custom(column, aggregate),
            _ => column.PickRows(codes, aggregate.Kind).With(info),
        };
    }

    private int[] Sizes()
    {
        var sizes = new int[codes.Count];
        foreach (var code in codes.OfRows)
        {
            sizes[code]++;
        }

        return sizes;
    }

    private int[] Recorded(DataColumn column)
    {
        var sizes = new int[codes.Count];
        for (var row = 0; row < codes.OfRows.Length; row++)
        {
            sizes[codes.OfRows[row]] += column.IsNull(row) ? 0 : 1;
        }

        return sizes;
    }

    private DataColumn<double> Medians(DataColumn column, ColumnInfo info)
    {
        if (!column.IsNumeric)
        {
            throw FrameErrors.NotNumeric(column, "Median");
        }

        var values = new double[codes.Count];
        ulong[]? recorded = null;
        var sorted = column.Take(Segments.Rows);
        for (var code = 0; code < values.Length; code++)
        {
            var group = sorted.Slice(Segments.Starts[code], Segments.Starts[code + 1] - Segments.Starts[code]);
            values[code] = group.Median();
            if (group.NullCount == group.Count)
            {
                recorded ??= Bits.Create(values.Length, true);
                Bits.Clear(recorded, code);
            }
        }

        return new DataColumn<double>(info, values, recorded);
    }

    private DataColumn Custom(DataColumn column, Aggregate aggregate)
    {
        var results = new DataValue[codes.Count];
        var sorted = column.Take(Segments.Rows);
        for (var code = 0; code < results.Length; code++)
        {
            var start = Segments.Starts[code];
            results[code] = aggregate.Compute!(sorted.Slice(start, Segments.Starts[code + 1] - start));
        }

        return ComputedColumn.FromCells(new ColumnInfo(aggregate.Name), results);
    }
}
