namespace LabSdk.Data;

/// <summary>Arithmetic on cells. Whole numbers stay whole until they overflow 64 bits, then they go on as double.</summary>
internal static class DataValueMath
{
    public static DataValue Add(DataValue left, DataValue right) => (left.Kind, right.Kind) switch
    {
        (ValueKind.Null, _) or (_, ValueKind.Null) => DataValue.Null,
        (ValueKind.String, ValueKind.String) => new DataValue((string)left.RawReference! + (string)right.RawReference!),
        (ValueKind.DateTimeOffset, ValueKind.TimeSpan) => new DataValue(left.RawTime + Span(right)),
        (ValueKind.TimeSpan, ValueKind.DateTimeOffset) => new DataValue(right.RawTime + Span(left)),
        (ValueKind.TimeSpan, ValueKind.TimeSpan) => new DataValue(Span(left) + Span(right)),
        _ when BothWhole(left, right) && !Overflows(left.RawBits, right.RawBits, left.RawBits + right.RawBits)
            => new DataValue(left.RawBits + right.RawBits),
        _ => new DataValue(Number(left, "+", right, left) + Number(left, "+", right, right)),
    };

    public static DataValue Subtract(DataValue left, DataValue right) => (left.Kind, right.Kind) switch
    {
        (ValueKind.Null, _) or (_, ValueKind.Null) => DataValue.Null,
        (ValueKind.DateTimeOffset, ValueKind.DateTimeOffset) => new DataValue(new TimeSpan(left.RawBits - right.RawBits)),
        (ValueKind.DateTimeOffset, ValueKind.TimeSpan) => new DataValue(left.RawTime - Span(right)),
        (ValueKind.TimeSpan, ValueKind.TimeSpan) => new DataValue(Span(left) - Span(right)),
        _ when BothWhole(left, right) && !Overflows(left.RawBits - right.RawBits, right.RawBits, left.RawBits)
            => new DataValue(left.RawBits - right.RawBits),
        _ => new DataValue(Number(left, "-", right, left) - Number(left, "-", right, right)),
    };

    public static DataValue Multiply(DataValue left, DataValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return DataValue.Null;
        }

        if (left.Kind == ValueKind.TimeSpan && right.IsNumeric)
        {
            return new DataValue(Span(left) * right.AsDouble());
        }

        if (right.Kind == ValueKind.TimeSpan && left.IsNumeric)
        {
            return new DataValue(Span(right) * left.AsDouble());
        }

        if (BothWhole(left, right))
        {
            var product = (Int128)left.RawBits * right.RawBits;
            return product >= long.MinValue && product <= long.MaxValue ? new DataValue((long)product) : new DataValue((double)product);
        }

        return new DataValue(Number(left, "*", right, left) * Number(left, "*", right, right));
    }

    public static DataValue Divide(DataValue left, DataValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return DataValue.Null;
        }

        if (left.Kind == ValueKind.TimeSpan && right.Kind == ValueKind.TimeSpan)
        {
            return new DataValue(left.RawBits / (double)right.RawBits);
        }

        return new DataValue(Number(left, "/", right, left) / Number(left, "/", right, right));
    }

    public static DataValue Remainder(DataValue left, DataValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return DataValue.Null;
        }

        return BothWhole(left, right) && right.RawBits is not (0 or -1)
            ? new DataValue(left.RawBits % right.RawBits)
            : new DataValue(Number(left, "%", right, left) % Number(left, "%", right, right));
    }

    public static DataValue Negate(DataValue value) => value.Kind switch
    {
        ValueKind.Null => value,
        ValueKind.TimeSpan => new DataValue(-Span(value)),
        _ when DataValue.IsWhole(value.Kind) && value.RawBits != long.MinValue => new DataValue(-value.RawBits),
        _ => new DataValue(-Number(value, "-", value, value)),
    };

    private static bool BothWhole(DataValue left, DataValue right) => DataValue.IsWhole(left.Kind) && DataValue.IsWhole(right.Kind);

    private static bool Overflows(long a, long b, long sum) => ((a ^ sum) & (b ^ sum)) < 0;

    private static TimeSpan Span(DataValue value) => new(value.RawBits);

    private static double Number(DataValue left, string sign, DataValue right, DataValue side) =>
        side.IsNumeric ? side.AsDouble() : throw FrameErrors.CannotCalculate(left, sign, right);
}
