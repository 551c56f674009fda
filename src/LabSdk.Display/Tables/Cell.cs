using System.Globalization;

namespace LabSdk.Display;

/// <summary>
/// One value in a table or property list: converts from the usual types, so that <c>["mock_stage", 12.5, State.Ok]</c>
/// is a row. The default is a missing value.
/// </summary>
public readonly record struct Cell
{
    /// <summary>The longest text shown of one value; what is cut off is counted.</summary>
    internal const int MaxText = 500;

    private readonly long _bits;

    private Cell(CellKind kind, string? text, long bits, string? detail = null)
    {
        Kind = kind;
        Content = text;
        _bits = bits;
        Detail = detail;
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The text of a text or code cell, the word of a state cell, otherwise null.</summary>
    internal string? Content { get; }

    /// <summary>The unit, if the value has its own; or the .NET format after a tab.</summary>
    private string? Detail { get; }

    /// <summary>The number of a number cell.</summary>
    internal double Value => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The unit of the value, if it has its own.</summary>
    internal string? Unit => Detail?.Split('\t')[0] is { Length: > 0 } unit ? unit : null;

    /// <summary>The state of a state cell.</summary>
    internal State StateValue => (State)_bits;

    /// <summary>A missing value.</summary>
    public static Cell Null => default;

    /// <summary>True for values that are right-aligned by default.</summary>
    internal bool IsNumeric => Kind is CellKind.Number or CellKind.Integer;

    /// <summary>A text; null gives a missing value.</summary>
    /// <param name="text">Any text, of a device too.</param>
    public static Cell Text(string? text) => text is null ? Null : new(CellKind.Text, text, 0);

    /// <summary>An identifier, path or address; null gives a missing value.</summary>
    /// <param name="text">Any text, of a device too.</param>
    public static Cell Code(string? text) => text is null ? Null : new(CellKind.Code, text, 0);

    /// <summary>A number; null gives a missing value, NaN stays NaN.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit, when no column header says it.</param>
    /// <param name="format">A .NET numeric format such as <c>F4</c>; default is six significant digits.</param>
    public static Cell Number(double? value, string? unit = null, string? format = null) => value is { } number
        ? new(CellKind.Number, null, BitConverter.DoubleToInt64Bits(number), unit is null && format is null ? null : unit + "\t" + format)
        : Null;

    /// <summary>A whole number; null gives a missing value.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit, when no column header says it.</param>
    public static Cell Integer(long? value, string? unit = null) =>
        value is { } number ? new(CellKind.Integer, null, number, unit) : Null;

    /// <summary>A truth value; null gives a missing value.</summary>
    /// <param name="value">The value.</param>
    public static Cell Truth(bool? value) => value is { } truth ? new(CellKind.Truth, null, truth ? 1 : 0) : Null;

    /// <summary>A point in time, shown in UTC with milliseconds; null gives a missing value.</summary>
    /// <param name="value">The time.</param>
    public static Cell Time(DateTimeOffset? value) => value is { } time ? new(CellKind.Time, null, time.UtcTicks) : Null;

    /// <summary>A state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="word">The word shown instead of ok, warn, fault or unknown, for example <c>moving</c>.</param>
    public static Cell Of(State state, string? word = null) => new(CellKind.State, word, (long)state);

    /// <summary>A value of any type: numbers, texts, times, states and truth values as such, others by their text.</summary>
    /// <param name="value">The value; null gives a missing value.</param>
    public static Cell From(object? value) => value switch
    {
        null => Null,
        Cell cell => cell,
        string text => Text(text),
        bool truth => Truth(truth),
        double or float or decimal => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long => Integer(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong big => big <= long.MaxValue ? Integer((long)big) : Text(big.ToString(CultureInfo.InvariantCulture)),
        DateTimeOffset time => Time(time),
        DateTime time => Time(new DateTimeOffset(DateTime.SpecifyKind(time, time.Kind == DateTimeKind.Unspecified ? DateTimeKind.Utc : time.Kind))),
        State state => Of(state),
        IFormattable other => Text(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(value.ToString()),
    };

    /// <summary>A text cell.</summary>
    public static implicit operator Cell(string? text) => Text(text);

    /// <summary>A number cell.</summary>
    public static implicit operator Cell(double value) => Number(value);

    /// <summary>A number cell; null is a missing value.</summary>
    public static implicit operator Cell(double? value) => Number(value);

    /// <summary>A whole-number cell.</summary>
    public static implicit operator Cell(long value) => Integer(value);

    /// <summary>A whole-number cell.</summary>
    public static implicit operator Cell(int value) => Integer(value);

    /// <summary>A truth cell.</summary>
    public static implicit operator Cell(bool value) => Truth(value);

    /// <summary>A time cell.</summary>
    public static implicit operator Cell(DateTimeOffset value) => Time(value);

    /// <summary>A state cell.</summary>
    public static implicit operator Cell(State value) => Of(value);

    /// <summary>Returns the value as it is shown, with its unit.</summary>
    public override string ToString() => Unit is { } unit ? $"{Display(null)} {unit}" : Display(null);

    /// <summary>The value as text without its unit.</summary>
    /// <param name="format">How a number of a column is written; null for the cell's own way.</param>
    /// <param name="limit">Characters of a text that are shown.</param>
    internal string Display(ColumnFormat? format, int limit = MaxText) => Kind switch
    {
        CellKind.Null => "—",
        CellKind.Number when format is { } column => column.Write(Value),
        CellKind.Number => Numbers.Format(Value, Detail?.Split('\t')[1] is { Length: > 0 } own ? own : null),
        CellKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        CellKind.Truth => _bits != 0 ? "true" : "false",
        CellKind.Time => new DateTime(_bits, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        CellKind.State => $"{StateValue.Symbol()} {Content ?? StateValue.Word()}",
        _ => VisibleText.Shorten(Content!, limit),
    };

    /// <summary>True when the number of this cell has a format of its own.</summary>
    internal bool HasOwnFormat => Kind == CellKind.Number && Detail is not null && !Detail.EndsWith('\t');
}
