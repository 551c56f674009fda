namespace LabSdk.Data;

/// <summary>Kinds and types that do not depend on a generic argument.</summary>
internal static class Element
{
    public static bool IsNumeric(ValueKind kind) =>
        kind is ValueKind.Double or ValueKind.Float or ValueKind.Int or ValueKind.Long or ValueKind.Bool;

    public static bool IsFloating(ValueKind kind) => kind is ValueKind.Double or ValueKind.Float;

    public static ValueKind KindOf(Type type)
    {
        var kind = Find(type);
        return kind == ValueKind.Null ? throw FrameErrors.UnsupportedType(type) : kind;
    }

    /// <summary>The kind of a supported element type, else <see cref="ValueKind.Null"/>.</summary>
    public static ValueKind Find(Type type)
    {
        if (type == typeof(double))
        {
            return ValueKind.Double;
        }

        if (type == typeof(float))
        {
            return ValueKind.Float;
        }

        if (type == typeof(int))
        {
            return ValueKind.Int;
        }

        if (type == typeof(long))
        {
            return ValueKind.Long;
        }

        if (type == typeof(bool))
        {
            return ValueKind.Bool;
        }

        if (type == typeof(string))
        {
            return ValueKind.String;
        }

        if (type == typeof(DateTimeOffset))
        {
            return ValueKind.DateTimeOffset;
        }

        if (type == typeof(TimeSpan))
        {
            return ValueKind.TimeSpan;
        }

        return ArrayTypes.Contains(type) ? ValueKind.Array : ValueKind.Null;
    }

    /// <summary>The scalar type of a kind.</summary>
    public static Type TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Double => typeof(double),
        ValueKind.Float => typeof(float),
        ValueKind.Int => typeof(int),
        ValueKind.Long => typeof(long),
        ValueKind.Bool => typeof(bool),
        ValueKind.String => typeof(string),
        ValueKind.DateTimeOffset => typeof(DateTimeOffset),
        ValueKind.TimeSpan => typeof(TimeSpan),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No single type"),
    };

    /// <summary>The name a person reads: <c>double</c>, <c>text</c>, <c>ushort[]</c>.</summary>
    public static string NameOf(Type type) => Find(type) switch
    {
        ValueKind.Double => "double",
        ValueKind.Float => "float",
        ValueKind.Int => "int",
        ValueKind.Long => "long",
        ValueKind.Bool => "bool",
        ValueKind.String => "text",
        ValueKind.DateTimeOffset => "time",
        ValueKind.TimeSpan => "duration",
        ValueKind.Array => ArrayName(type.GetElementType()!),
        _ => type.Name,
    };

    /// <summary>The type of a name from <see cref="NameOf"/>, or null.</summary>
    public static Type? TypeNamed(string name) =>
        ScalarTypes.Concat(ArrayTypes).FirstOrDefault(type => NameOf(type) == name);

    public static readonly Type[] ScalarTypes =
    [
        typeof(double), typeof(float), typeof(int), typeof(long), typeof(bool), typeof(string),
        typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    public static readonly Type[] ArrayTypes =
    [
        typeof(double[]), typeof(float[]), typeof(int[]), typeof(long[]), typeof(ushort[]), typeof(short[]),
        typeof(byte[]), typeof(uint[]),
    ];

    private static string ArrayName(Type item) => item switch
    {
        _ when item == typeof(ushort) => "ushort[]",
        _ when item == typeof(short) => "short[]",
        _ when item == typeof(byte) => "byte[]",
        _ when item == typeof(uint) => "uint[]",
        _ => NameOf(item) + "[]",
    };
}
