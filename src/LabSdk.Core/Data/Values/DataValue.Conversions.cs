namespace LabSdk.Data;

public readonly partial struct DataValue
{
    /// <summary>Holds a value of any element type; an empty nullable is null.</summary>
    /// <typeparam name="T">An element type, its nullable form, or <see cref="object"/> holding one.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="DataFrameException">The type is not one a frame can hold.</exception>
    public static DataValue From<T>(T value) => value switch
    {
        null => default,
        double v => new DataValue(v),
        float v => new DataValue(v),
        int v => new DataValue(v),
        long v => new DataValue(v),
        bool v => new DataValue(v),
        string v => new DataValue(v),
        DateTimeOffset v => new DataValue(v),
        TimeSpan v => new DataValue(v),
        DataValue v => v,
        byte v => new DataValue((int)v),
        short v => new DataValue((int)v),
        ushort v => new DataValue((int)v),
        uint v => new DataValue((long)v),
        Array v when Element.Find(v.GetType()) == ValueKind.Array => new DataValue(v),
        _ => throw FrameErrors.UnsupportedType(value.GetType()),
    };

    /// <summary>The content as <typeparamref name="T"/>. Numbers convert when nothing is lost; nullable types accept null.</summary>
    /// <typeparam name="T">An element type or its nullable form.</typeparam>
    /// <exception cref="DataFrameException">The cell is null and <typeparamref name="T"/> is not nullable, or it holds another kind.</exception>
    public T Get<T>() => DataValueReader<T>.Read(this);

    /// <summary>Wraps a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator DataValue(double value) => new(value);

    /// <summary>Wraps a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator DataValue(float value) => new(value);

    /// <summary>Wraps a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator DataValue(int value) => new(value);

    /// <summary>Wraps a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator DataValue(long value) => new(value);

    /// <summary>Wraps true or false.</summary>
    /// <param name="value">The flag.</param>
    public static implicit operator DataValue(bool value) => new(value);

    /// <summary>Wraps a text; null gives the null cell.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator DataValue(string? value) => new(value);

    /// <summary>Wraps a point in time.</summary>
    /// <param name="value">The time.</param>
    public static implicit operator DataValue(DateTimeOffset value) => new(value);

    /// <summary>Wraps a duration.</summary>
    /// <param name="value">The duration.</param>
    public static implicit operator DataValue(TimeSpan value) => new(value);

    /// <summary>The number.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is null or not a number.</exception>
    public static explicit operator double(DataValue value) => value.Get<double>();

    /// <summary>The number, or null.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is not a number.</exception>
    public static explicit operator double?(DataValue value) => value.Get<double?>();

    /// <summary>The integer.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is null or not an integer.</exception>
    public static explicit operator long(DataValue value) => value.Get<long>();

    /// <summary>The integer.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is null, not an integer, or too large.</exception>
    public static explicit operator int(DataValue value) => value.Get<int>();

    /// <summary>The flag.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is null or not a bool.</exception>
    public static explicit operator bool(DataValue value) => value.Get<bool>();

    /// <summary>The text, or null.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is neither text nor null.</exception>
    public static explicit operator string?(DataValue value) => value.IsNull ? null : value.Get<string>();

    /// <summary>The time.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is null or not a time.</exception>
    public static explicit operator DateTimeOffset(DataValue value) => value.Get<DateTimeOffset>();

    /// <summary>The duration.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="DataFrameException">The cell is null or not a duration.</exception>
    public static explicit operator TimeSpan(DataValue value) => value.Get<TimeSpan>();
}
