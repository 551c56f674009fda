namespace LabSdk.Data;

/// <summary>Ranks of texts: each distinct text is compared once per level of its sort, however often it occurs.</summary>
internal static class TextRanks
{
    /// <summary>The rank of each row among the distinct texts; 0 where the cell is null.</summary>
    public static int[] Of(DataColumn<string> column)
    {
        var codes = column.Factorize();
        var firstRows = codes.FirstRows;
        var texts = new string[firstRows.Length];
        var order = RowIndex.All(firstRows.Length);
        for (var code = 0; code < texts.Length; code++)
        {
            texts[code] = column.IsRecorded(firstRows[code]) ? column.Values[firstRows[code]] : "";
        }

        Array.Sort(texts, order, StringComparer.Ordinal);
        var rankOfCode = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            rankOfCode[order[rank]] = rank;
        }

        return Array.ConvertAll(codes.OfRows, code => rankOfCode[code]);
    }
}
