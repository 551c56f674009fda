namespace LabSdk.Data;

/// <summary>Finds the element type that holds a set of cells.</summary>
internal static class ValueTypes
{
    /// <summary>The narrowest type that takes all cells; double when there is no value at all.</summary>
    public static Type Common(string column, ReadOnlySpan<DataValue> cells)
    {
        Type? common = null;
        foreach (var cell in cells)
        {
            if (cell.IsNull)
            {
                continue;
            }

            var type = cell.Kind == ValueKind.Array ? cell.RawReference!.GetType() : Element.TypeOf(cell.Kind);
            common = common is null || common == type
                ? type
                : Join(common, type) ?? throw FrameErrors.ValueDoesNotFit(column, common, cell);
        }

        return common ?? typeof(double);
    }

    /// <summary>The type that holds the values of both, or null.</summary>
    public static Type? Join(Type a, Type b)
    {
        if (a == b)
        {
            return a;
        }

        var (left, right) = (Element.Find(a), Element.Find(b));
        if (!IsNumber(left) || !IsNumber(right))
        {
            return null;
        }

        return DataValue.IsWhole(left) && DataValue.IsWhole(right) ? typeof(long) : typeof(double);
    }

    private static bool IsNumber(ValueKind kind) => kind is ValueKind.Double or ValueKind.Float or ValueKind.Int or ValueKind.Long;
}
