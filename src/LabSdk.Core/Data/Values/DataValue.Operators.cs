namespace LabSdk.Data;

public readonly partial struct DataValue
{
    /// <summary>True when both are null, or both hold the same number, text, time, duration, or the same array object.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    public static bool operator ==(DataValue left, DataValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull;
        }

        if (left.IsNumeric && right.IsNumeric)
        {
            return IsWhole(left.Kind) && IsWhole(right.Kind) ? left._bits == right._bits : left.AsDouble() == right.AsDouble();
        }

        return left.Kind == right.Kind && left.Kind switch
        {
            ValueKind.String => string.Equals((string)left._reference!, (string)right._reference!, StringComparison.Ordinal),
            ValueKind.Array => ReferenceEquals(left._reference, right._reference),
            _ => left._bits == right._bits,
        };
    }

    /// <summary>The opposite of <c>==</c>: true when exactly one side is null, and for NaN.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    public static bool operator !=(DataValue left, DataValue right) => !(left == right);

    /// <summary>Less than; false when a side is null or NaN.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared, such as text with a number.</exception>
    public static bool operator <(DataValue left, DataValue right) => TryCompare(left, right, out var order) && order < 0;

    /// <summary>Greater than; false when a side is null or NaN.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared, such as text with a number.</exception>
    public static bool operator >(DataValue left, DataValue right) => TryCompare(left, right, out var order) && order > 0;

    /// <summary>Less than or equal; false when a side is null or NaN.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared, such as text with a number.</exception>
    public static bool operator <=(DataValue left, DataValue right) => TryCompare(left, right, out var order) && order <= 0;

    /// <summary>Greater than or equal; false when a side is null or NaN.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared, such as text with a number.</exception>
    public static bool operator >=(DataValue left, DataValue right) => TryCompare(left, right, out var order) && order >= 0;

    /// <summary>Adds numbers, joins texts, moves a time or a duration by a duration; null when a side is null.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    /// <exception cref="DataFrameException">The kinds cannot be added.</exception>
    public static DataValue operator +(DataValue left, DataValue right) => DataValueMath.Add(left, right);

    /// <summary>Subtracts numbers or durations; two times give the duration between them; null when a side is null.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    /// <exception cref="DataFrameException">The kinds cannot be subtracted.</exception>
    public static DataValue operator -(DataValue left, DataValue right) => DataValueMath.Subtract(left, right);

    /// <summary>Multiplies numbers, or a duration by a number; null when a side is null.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    /// <exception cref="DataFrameException">The kinds cannot be multiplied.</exception>
    public static DataValue operator *(DataValue left, DataValue right) => DataValueMath.Multiply(left, right);

    /// <summary>Divides numbers, always as <see cref="double"/> (7 / 2 is 3.5); null when a side is null.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    /// <exception cref="DataFrameException">The kinds cannot be divided.</exception>
    public static DataValue operator /(DataValue left, DataValue right) => DataValueMath.Divide(left, right);

    /// <summary>The remainder of numbers with the sign of the left side; null when a side is null.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">A cell.</param>
    /// <exception cref="DataFrameException">The kinds have no remainder.</exception>
    public static DataValue operator %(DataValue left, DataValue right) => DataValueMath.Remainder(left, right);

    /// <summary>The negative of a number or duration; null stays null.</summary>
    /// <param name="value">A cell.</param>
    /// <exception cref="DataFrameException">The kind has no negative.</exception>
    public static DataValue operator -(DataValue value) => DataValueMath.Negate(value);

    internal static bool IsWhole(ValueKind kind) => kind is ValueKind.Int or ValueKind.Long or ValueKind.Bool;

    private static bool TryCompare(DataValue left, DataValue right, out int order)
    {
        order = 0;
        if (left.IsNull || right.IsNull)
        {
            return false;
        }

        if (left.IsNumeric && right.IsNumeric)
        {
            if (IsWhole(left.Kind) && IsWhole(right.Kind))
            {
                order = left._bits.CompareTo(right._bits);
                return true;
            }

            var (a, b) = (left.AsDouble(), right.AsDouble());
            order = a < b ? -1 : a > b ? 1 : 0;
            return !double.IsNaN(a) && !double.IsNaN(b);
        }

        if (left.Kind != right.Kind || left.Kind == ValueKind.Array)
        {
            throw FrameErrors.CannotCompare(left, right);
        }

        order = left.Kind == ValueKind.String
            ? string.CompareOrdinal((string)left._reference!, (string)right._reference!)
            : left._bits.CompareTo(right._bits);
        return true;
    }
}
