using System.Globalization;

namespace LabSdk.Data;

/// <summary>
/// One cell of a frame: a number, a text, a time, a duration, an array, or null. A small value; reading it allocates nothing.
/// Comparison and arithmetic read naturally in lambdas (<c>row["x"] &gt; 3</c>) and treat null as C# treats a nullable number:
/// <c>&lt; &lt;= &gt; &gt;=</c> with a null side are false, <c>==</c> is true when both sides are null, arithmetic with null is null.
/// NaN follows IEEE 754: it is not equal to itself and compares false. The default is null.
/// </summary>
public readonly partial struct DataValue : IEquatable<DataValue>, IFormattable
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly short _offsetMinutes;

    /// <summary>Holds a <see cref="double"/>.</summary>
    /// <param name="value">The number; NaN and infinities are values.</param>
    public DataValue(double value) => (Kind, _bits) = (ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Holds a <see cref="float"/>.</summary>
    /// <param name="value">The number; NaN and infinities are values.</param>
    public DataValue(float value) => (Kind, _bits) = (ValueKind.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Holds an <see cref="int"/>.</summary>
    /// <param name="value">The number.</param>
    public DataValue(int value) => (Kind, _bits) = (ValueKind.Int, value);

    /// <summary>Holds a <see cref="long"/>.</summary>
    /// <param name="value">The number.</param>
    public DataValue(long value) => (Kind, _bits) = (ValueKind.Long, value);

    /// <summary>Holds a <see cref="bool"/>.</summary>
    /// <param name="value">True or false.</param>
    public DataValue(bool value) => (Kind, _bits) = (ValueKind.Bool, value ? 1 : 0);

    /// <summary>Holds a text, or null when <paramref name="value"/> is null.</summary>
    /// <param name="value">The text.</param>
    public DataValue(string? value) => (Kind, _reference) = (value is null ? ValueKind.Null : ValueKind.String, value);

    /// <summary>Holds a point in time with its offset from UTC.</summary>
    /// <param name="value">The time.</param>
    public DataValue(DateTimeOffset value) =>
        (Kind, _bits, _offsetMinutes) = (ValueKind.DateTimeOffset, value.UtcTicks, (short)value.TotalOffsetMinutes);

    /// <summary>Holds a duration.</summary>
    /// <param name="value">The duration.</param>
    public DataValue(TimeSpan value) => (Kind, _bits) = (ValueKind.TimeSpan, value.Ticks);

    /// <summary>Holds an array, not copied, or null when <paramref name="value"/> is null.</summary>
    /// <param name="value">A one-dimensional array of an element type the frame supports.</param>
    public DataValue(Array? value) => (Kind, _reference) = (value is null ? ValueKind.Null : ValueKind.Array, value);

    /// <summary>The null cell: nothing was recorded.</summary>
    public static DataValue Null => default;

    /// <summary>What the cell holds.</summary>
    public ValueKind Kind { get; }

    /// <summary>True when nothing was recorded. NaN is a recorded value, so not null.</summary>
    public bool IsNull => Kind == ValueKind.Null;

    /// <summary>True when the cell holds the floating point value NaN.</summary>
    public bool IsNaN => Element.IsFloating(Kind) && double.IsNaN(RawDouble);

    /// <summary>True for numbers and bool.</summary>
    public bool IsNumeric => Element.IsNumeric(Kind);

    internal double RawDouble => BitConverter.Int64BitsToDouble(_bits);

    internal long RawBits => _bits;

    internal object? RawReference => _reference;

    internal DateTimeOffset RawTime => new DateTimeOffset(_bits, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(_offsetMinutes));

    /// <summary>The number as <see cref="double"/>: bool is 0 or 1, null is NaN.</summary>
    /// <exception cref="DataFrameException">The cell holds text, a time, a duration or an array.</exception>
    public double AsDouble() => Kind switch
    {
        ValueKind.Double or ValueKind.Float => RawDouble,
        ValueKind.Int or ValueKind.Long or ValueKind.Bool => _bits,
        ValueKind.Null => double.NaN,
        _ => throw FrameErrors.WrongValueKind(this, "number"),
    };

    /// <summary>The content as an object: null, a boxed number, a string, an array.</summary>
    public object? ToObject() => Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Double => RawDouble,
        ValueKind.Float => (float)RawDouble,
        ValueKind.Int => (int)_bits,
        ValueKind.Long => _bits,
        ValueKind.Bool => _bits != 0,
        ValueKind.DateTimeOffset => RawTime,
        ValueKind.TimeSpan => new TimeSpan(_bits),
        _ => _reference,
    };

    /// <summary>Equality for tests and collections: null equals null and NaN equals NaN; 1 and 1.0 are equal.</summary>
    /// <param name="other">The other cell.</param>
    public bool Equals(DataValue other) => this == other || (IsNaN && other.IsNaN);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ValueKind.Null => 0,
        ValueKind.String => StringComparer.Ordinal.GetHashCode((string)_reference!),
        ValueKind.Array => _reference!.GetHashCode(),
        ValueKind.DateTimeOffset or ValueKind.TimeSpan => _bits.GetHashCode(),
        _ => (AsDouble() + 0.0).GetHashCode(),
    };

    /// <summary>The cell in invariant culture: shortest round-trip numbers, ISO 8601 times, empty text for null.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>The cell with a numeric or time format; invariant culture unless <paramref name="formatProvider"/> is given.</summary>
    /// <param name="format">A standard or custom format; null for the shortest that reads back the same.</param>
    /// <param name="formatProvider">A culture; null for the invariant one.</param>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        formatProvider ??= CultureInfo.InvariantCulture;
        return ToObject() switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            DateTimeOffset time => time.ToString(format ?? "O", formatProvider),
            Array array => $"{Element.NameOf(array.GetType())} of {array.Length}",
            IFormattable formattable => formattable.ToString(format, formatProvider),
            var other => other.ToString() ?? "",
        };
    }
}
