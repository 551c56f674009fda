using System.Globalization;

namespace LabSdk.Data;

/// <summary>How the types of properties and the element types of columns correspond.</summary>
internal static class RecordTypes
{
    private const double LargestDecimal = 7e27;

    /// <summary>The element type for a (not nullable) property type, or null.</summary>
    public static Type? ElementOf(Type type) => type switch
    {
        _ when Element.Find(type) != ValueKind.Null => type,
        _ when type.IsEnum || type == typeof(char) || type == typeof(Guid) => typeof(string),
        _ when type == typeof(decimal) => typeof(double),
        _ when type == typeof(DateTime) => typeof(DateTimeOffset),
        _ when type == typeof(byte) || type == typeof(sbyte) || type == typeof(short) || type == typeof(ushort) => typeof(int),
        _ when type == typeof(uint) => typeof(long),
        _ => null,
    };

    public static DataValue ToValue(object? value) => value switch
    {
        Enum or char or Guid => new DataValue(value.ToString()),
        decimal v => new DataValue((double)v),
        sbyte v => new DataValue((int)v),
        DateTime v => new DataValue(new DateTimeOffset(v.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(v, DateTimeKind.Utc) : v)),
        _ => DataValue.From(value),
    };

    /// <summary>Turns a cell into the type of a parameter or property; false when it does not fit.</summary>
    public static bool TryFromValue(DataValue value, Type type, out object? result)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsNull)
        {
            result = null;
            return !type.IsValueType || target != type;
        }

        result = Convert(value, target);
        return result is not null;
    }

    private static object? Convert(DataValue value, Type target)
    {
        if (target == typeof(object))
        {
            return value.ToObject();
        }

        if (target == typeof(DataValue))
        {
            return value;
        }

        var content = value.ToObject()!;
        if (target.IsInstanceOfType(content))
        {
            return content;
        }

        return value.Kind switch
        {
            ValueKind.String => FromText((string)content, target),
            ValueKind.DateTimeOffset when target == typeof(DateTime) => value.RawTime.UtcDateTime,
            ValueKind.Int or ValueKind.Long => FromWhole(value.RawBits, target),
            ValueKind.Float or ValueKind.Double when target == typeof(double) => value.RawDouble,
            ValueKind.Float or ValueKind.Double when target == typeof(float) => (float)value.RawDouble,
            ValueKind.Float or ValueKind.Double when target == typeof(decimal) && Math.Abs(value.RawDouble) < LargestDecimal
                => (decimal)value.RawDouble,
            _ => null,
        };
    }

    private static object? FromText(string text, Type target)
    {
        if (target.IsEnum)
        {
            return Enum.TryParse(target, text, out var named) && Enum.IsDefined(target, named!) ? named : null;
        }

        if (target == typeof(char))
        {
            return text.Length == 1 ? text[0] : null;
        }

        return target == typeof(Guid) && Guid.TryParse(text, out var guid) ? guid : null;
    }

    private static object? FromWhole(long value, Type target)
    {
        if (target == typeof(double) || target == typeof(float) || target == typeof(decimal))
        {
            return System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        }

        try
        {
            return target.IsPrimitive && target != typeof(bool) && target != typeof(char)
                ? System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture)
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
