namespace LabSdk.Data;

/// <summary>The pairs of rows that a join puts together; -1 where a side has no match.</summary>
internal sealed class JoinPairs
{
    private int[] _left;
    private int[] _right;
    private int _count;

    private JoinPairs(int capacity) => (_left, _right) = (new int[capacity], new int[capacity]);

    public ReadOnlySpan<int> Left => _left.AsSpan(0, _count);

    public ReadOnlySpan<int> Right => _right.AsSpan(0, _count);

    public static JoinPairs Find(DataFrame left, DataFrame right, string[] leftKeys, string[] rightKeys, JoinKind kind)
    {
        if (kind == JoinKind.Right)
        {
            var mirrored = Find(right, left, rightKeys, leftKeys, JoinKind.Left);
            (mirrored._left, mirrored._right) = (mirrored._right, mirrored._left);
            return mirrored;
        }

        var codes = CodesOfBoth(left, right, leftKeys, rightKeys);
        var leftCodes = Mask(codes.OfRows.AsSpan(0, left.RowCount), left, leftKeys);
        var rightCodes = Mask(codes.OfRows.AsSpan(left.RowCount), right, rightKeys);
        return Match(leftCodes, rightCodes, codes.Count, kind);
    }

    private static RowCodes CodesOfBoth(DataFrame left, DataFrame right, string[] leftKeys, string[] rightKeys)
    {
        var columns = new DataColumn[leftKeys.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Stacking.Stack(left[leftKeys[i]], right[rightKeys[i]]);
        }

        return RowCodes.Of(columns);
    }

    /// <summary>A null key matches nothing: code -1.</summary>
    private static int[] Mask(ReadOnlySpan<int> codes, DataFrame frame, string[] keys)
    {
        var masked = codes.ToArray();
        foreach (var column in keys.Select(key => frame[key]).Where(column => column.NullCount > 0))
        {
            for (var row = 0; row < masked.Length; row++)
            {
                masked[row] = column.IsNull(row) ? -1 : masked[row];
            }
        }

        return masked;
    }

    private static JoinPairs Match(int[] left, int[] right, int codes, JoinKind kind)
    {
        var (rows, starts) = Bucket(right, codes);
        var pairs = new JoinPairs(Size(left, starts, kind));
        var matched = kind == JoinKind.FullOuter ? new bool[right.Length] : null;
        for (var row = 0; row < left.Length; row++)
        {
            var code = left[row];
            var (start, end) = code < 0 ? (0, 0) : (starts[code], starts[code + 1]);
            for (var i = start; i < end; i++)
            {
                pairs.Add(row, rows[i]);
                _ = matched is not null && (matched[rows[i]] = true);
            }

            if (start == end && kind != JoinKind.Inner)
            {
                pairs.Add(row, -1);
            }
        }

        for (var row = 0; matched is not null && row < right.Length; row++)
        {
            if (!matched[row])
            {
                pairs.Add(-1, row);
            }
        }

        return pairs;
    }

    private static (int[] Rows, int[] Starts) Bucket(int[] codes, int count)
    {
        var starts = new int[count + 1];
        foreach (var code in codes)
        {
            starts[code + 1] += code < 0 ? 0 : 1;
        }

        starts[0] = 0;
        for (var code = 0; code < count; code++)
        {
            starts[code + 1] += starts[code];
        }

        var next = starts.AsSpan(0, count).ToArray();
        var rows = new int[starts[count]];
        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0)
            {
                rows[next[codes[row]]++] = row;
            }
        }

        return (rows, starts);
    }

    /// <summary>The size of the result without the unmatched right rows: checked before it is allocated.</summary>
    private static int Size(int[] left, int[] starts, JoinKind kind)
    {
        long size = 0;
        foreach (var code in left)
        {
            var matches = code < 0 ? 0 : starts[code + 1] - starts[code];
            size += matches == 0 && kind != JoinKind.Inner ? 1 : matches;
        }

        return size <= Array.MaxLength ? (int)size : throw FrameErrors.JoinTooLarge(size);
    }

    private void Add(int left, int right)
    {
        if (_count == _left.Length)
        {
            var capacity = Math.Max(16, _count * 2);
            Array.Resize(ref _left, capacity);
            Array.Resize(ref _right, capacity);
        }

        _left[_count] = left;
        _right[_count++] = right;
    }
}
