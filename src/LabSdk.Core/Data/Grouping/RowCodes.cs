using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Equal values share a code; codes count from 0 in the order of first appearance.</summary>
/// <param name="OfRows">The code of each row.</param>
/// <param name="FirstRows">The first row of each code.</param>
internal readonly record struct RowCodes(int[] OfRows, int[] FirstRows)
{
    public int Count => FirstRows.Length;

    /// <summary>The codes of several columns taken together.</summary>
    public static RowCodes Of(IReadOnlyList<DataColumn> columns)
    {
        var codes = columns[0].Factorize();
        for (var i = 1; i < columns.Count; i++)
        {
            codes = Combine(codes, columns[i].Factorize());
        }

        return codes;
    }

    /// <summary>The rows sorted by code, and where each code starts (one entry more than codes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int[] Rows, int[] Starts) Segments()
    {
        var starts = new int[Count + 1];
        foreach (var code in OfRows)
        {
            starts[code + 1]++;
        }

        for (var code = 0; code < Count; code++)
        {
            starts[code + 1] += starts[code];
        }

        var next = starts.AsSpan(0, Count).ToArray();
        var rows = new int[OfRows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[next[OfRows[row]]++] = row;
        }

        return (rows, starts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowCodes Combine(RowCodes a, RowCodes b)
    {
        var keys = new ulong[a.OfRows.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = (ulong)a.OfRows[row] * (ulong)b.Count + (ulong)b.OfRows[row];
        }

        return Factorizer.OfKeys(keys, (ulong)a.Count * (ulong)b.Count);
    }
}
