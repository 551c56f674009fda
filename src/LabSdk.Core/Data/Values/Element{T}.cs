using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>What the frame knows about an element type; every member folds to a constant or a move for value types.</summary>
internal static class Element<T>
{
    public static readonly ValueKind Kind = Element.KindOf(typeof(T));

    /// <summary>What the value buffer holds where the cell is null: NaN for floating point, so that a forgotten null shows.</summary>
    public static T NullSlot
    {
        get
        {
            if (typeof(T) == typeof(double))
            {
                return (T)(object)double.NaN;
            }

            return typeof(T) == typeof(float) ? (T)(object)float.NaN : default!;
        }
    }

    public static bool IsNumeric => Element.IsNumeric(Kind);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN(T value)
    {
        if (typeof(T) == typeof(double))
        {
            return double.IsNaN(Unsafe.BitCast<T, double>(value));
        }

        return typeof(T) == typeof(float) && float.IsNaN(Unsafe.BitCast<T, float>(value));
    }

    /// <summary>The number as a double; only for numeric kinds and bool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(T value)
    {
        if (typeof(T) == typeof(double))
        {
            return Unsafe.BitCast<T, double>(value);
        }

        if (typeof(T) == typeof(float))
        {
            return Unsafe.BitCast<T, float>(value);
        }

        if (typeof(T) == typeof(int))
        {
            return Unsafe.BitCast<T, int>(value);
        }

        if (typeof(T) == typeof(long))
        {
            return Unsafe.BitCast<T, long>(value);
        }

        return typeof(T) == typeof(bool)
            ? Unsafe.BitCast<T, bool>(value) ? 1 : 0
            : throw new InvalidOperationException($"{typeof(T)} is not a number");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DataValue ToValue(T value)
    {
        if (typeof(T) == typeof(double))
        {
            return new DataValue(Unsafe.BitCast<T, double>(value));
        }

        if (typeof(T) == typeof(float))
        {
            return new DataValue(Unsafe.BitCast<T, float>(value));
        }

        if (typeof(T) == typeof(int))
        {
            return new DataValue(Unsafe.BitCast<T, int>(value));
        }

        if (typeof(T) == typeof(long))
        {
            return new DataValue(Unsafe.BitCast<T, long>(value));
        }

        if (typeof(T) == typeof(bool))
        {
            return new DataValue(Unsafe.BitCast<T, bool>(value));
        }

        if (typeof(T) == typeof(DateTimeOffset))
        {
            return new DataValue(Unsafe.BitCast<T, DateTimeOffset>(value));
        }

        if (typeof(T) == typeof(TimeSpan))
        {
            return new DataValue(Unsafe.BitCast<T, TimeSpan>(value));
        }

        return value switch
        {
            null => default,
            string text => new DataValue(text),
            Array array => new DataValue(array),
            _ => throw new InvalidOperationException($"{typeof(T)} is not an element type"),
        };
    }
}
