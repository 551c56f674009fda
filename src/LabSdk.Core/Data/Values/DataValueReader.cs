using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Turns a cell into a typed value. Numbers convert only when nothing is lost.</summary>
internal static class DataValueReader<T>
{
    private static readonly bool AcceptsNull = default(T) is null && typeof(T).IsValueType;

    private static readonly Type Target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);

    public static T Read(DataValue value)
    {
        if (TryRead(value, out var result))
        {
            return result;
        }

        throw value.IsNull ? FrameErrors.MissingValue(Target) : FrameErrors.WrongValueKind(value, Element.NameOf(Target));
    }

    public static bool TryRead(DataValue value, out T result)
    {
        if (value.IsNull)
        {
            result = default!;
            return AcceptsNull;
        }

        // The kinds that measured data mostly has go without a box.
        if (typeof(T) == typeof(double) && Element.IsFloating(value.Kind))
        {
            result = Unsafe.BitCast<double, T>(value.RawDouble);
            return true;
        }

        if (typeof(T) == typeof(long) && (value.Kind is ValueKind.Long or ValueKind.Int))
        {
            result = Unsafe.BitCast<long, T>(value.RawBits);
            return true;
        }

        if (value.RawReference is T reference)
        {
            result = reference;
            return true;
        }

        if (Convert(value) is T converted)
        {
            result = converted;
            return true;
        }

        result = default!;
        return false;
    }

    private static object? Convert(DataValue value)
    {
        if (Target == typeof(double))
        {
            return value.IsNumeric && value.Kind != ValueKind.Bool ? value.AsDouble() : null;
        }

        if (Target == typeof(float))
        {
            return value.Kind == ValueKind.Float || (value.Kind == ValueKind.Double && IsExact(value)) ? (float)value.AsDouble() : null;
        }

        if (Target == typeof(long))
        {
            return value.Kind is ValueKind.Int or ValueKind.Long ? value.RawBits : null;
        }

        if (Target == typeof(int))
        {
            return value.Kind is ValueKind.Int or ValueKind.Long && value.RawBits is >= int.MinValue and <= int.MaxValue
                ? (int)value.RawBits
                : null;
        }

        return value.ToObject();
    }

    private static bool IsExact(DataValue value) => value.IsNaN || (float)value.RawDouble == value.RawDouble;
}
