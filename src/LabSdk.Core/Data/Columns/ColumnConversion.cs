namespace LabSdk.Data;

/// <summary>Conversions that lose nothing.</summary>
internal static class ColumnConversion
{
    public static bool TryAdd<T>(ColumnBuilder<T> builder, DataValue value)
    {
        if (value.IsNull)
        {
            builder.AddNull();
            return true;
        }

        if (typeof(T) == typeof(string))
        {
            builder.Add((T)(object)value.ToString());
            return true;
        }

        var target = Element<T>.Kind;
        if (value.Kind == ValueKind.String)
        {
            return CellParser.TryParse((string)value.RawReference!, target, out var parsed) && builder.TryAdd(parsed);
        }

        if (!value.IsNumeric || !Element.IsNumeric(target))
        {
            return builder.TryAdd(value);
        }

        return TryNumber(value, target, out var number) && builder.TryAdd(number);
    }

    private static bool TryNumber(DataValue value, ValueKind target, out DataValue result)
    {
        var number = value.AsDouble();
        var isWhole = DataValue.IsWhole(value.Kind);
        switch (target)
        {
            case ValueKind.Bool:
                result = new DataValue(number == 1);
                return number is 0 or 1;
            case ValueKind.Int or ValueKind.Long:
                const double limit = 9.2e18;
                result = new DataValue(isWhole ? value.RawBits : (long)number);
                return isWhole || (Math.Truncate(number) == number && Math.Abs(number) < limit);
            case ValueKind.Double:
                // 2^53 + 1 has no double: refused, not changed.
                result = new DataValue(number);
                return !isWhole || (Int128)number == value.RawBits;
            default:
                result = new DataValue((float)number);
                return double.IsNaN(number) || ((float)number == number && (!isWhole || (Int128)number == value.RawBits));
        }
    }
}
