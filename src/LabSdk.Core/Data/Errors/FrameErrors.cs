using LabSdk.Text;

namespace LabSdk.Data;

/// <summary>Words every error of the frame in one place.</summary>
internal static class FrameErrors
{
    public static DataFrameException UnknownColumn(string name, IEnumerable<string> existing) =>
        new(DataErrorIds.UnknownColumn, $"The frame has no column '{name}'.", NearestNames.Hint(name, existing, "columns")) { Column = name };

    public static DataFrameException UnsupportedType(Type type) =>
        new(DataErrorIds.WrongKind, $"A data frame cannot hold values of type {type.Name}.",
            "Use double, float, int, long, bool, string, DateTimeOffset, TimeSpan or a one-dimensional array of numbers.");

    public static DataFrameException WrongColumnType(DataColumn column, Type wanted) =>
        new(DataErrorIds.WrongKind, $"Column '{column.Name}' holds {Element.NameOf(column.ElementType)}, not {Element.NameOf(wanted)}.",
            $"Read it as {Element.NameOf(column.ElementType)}.") { Column = column.Name };

    public static DataFrameException NotNumeric(DataColumn column, string operation) =>
        new(DataErrorIds.WrongKind, $"{operation} needs numbers, but column '{column.Name}' holds {Element.NameOf(column.ElementType)}.",
            "Choose a numeric column: frame.Info() lists the kinds.") { Column = column.Name };

    public static DataFrameException NotOrdered(DataColumn column, string operation) =>
        new(DataErrorIds.WrongKind, $"{operation} needs values with an order, but column '{column.Name}' holds {Element.NameOf(column.ElementType)}.",
            "Compute a number per row with frame.With(...) and use that column.") { Column = column.Name };

    public static DataFrameException WrongValueKind(DataValue value, string wanted) =>
        new(DataErrorIds.WrongKind, $"The cell holds {NameOf(value)}, which cannot be read as {wanted} without loss.",
            "frame.Info() lists the kind of each column.");

    public static DataFrameException ValueDoesNotFit(DataColumn column, DataValue value) => ValueDoesNotFit(column.Name, column.ElementType, value);

    public static DataFrameException ValueDoesNotFit(string column, Type type, DataValue value) =>
        new(DataErrorIds.WrongKind, $"Column '{column}' holds {Element.NameOf(type)} and cannot take {NameOf(value)}.",
            "Give a value of the column's kind, or null.") { Column = column };

    public static DataFrameException CannotCompare(DataValue left, DataValue right) =>
        new(DataErrorIds.WrongKind, $"{Capital(NameOf(left))} cannot be compared with {NameOf(right)}.",
            "Compare with a value of the column's kind; frame.Info() lists the kinds.");

    public static DataFrameException CannotCalculate(DataValue left, string sign, DataValue right) =>
        new(DataErrorIds.WrongKind, $"Cannot calculate {NameOf(left)} {sign} {NameOf(right)}.", "Use numeric columns; frame.Info() lists the kinds.");

    public static DataFrameException MissingValue(Type wanted) =>
        new(DataErrorIds.MissingValue, $"The cell is null, so it has no {Element.NameOf(wanted)} value.",
            "Test IsNull first, read it as a nullable type (Get<double?>), or remove such rows with frame.DropNulls().");

    public static DataFrameException ColumnLength(DataColumn column, int expected) =>
        new(DataErrorIds.LengthMismatch, $"Column '{column.Name}' has {column.Count} values, but the frame has {expected} rows.",
            "All columns of a frame have the same length.") { Column = column.Name };

    public static DataFrameException RowLength(int given, int expected) =>
        new(DataErrorIds.LengthMismatch, $"The row has {given} values, but the frame has {expected} columns.",
            "Give one value per column, null where nothing was measured.");

    public static DataFrameException MaskLength(int given, int expected) =>
        new(DataErrorIds.LengthMismatch, $"The mask has {given} values, but the frame has {expected} rows.", "Make the mask from the same frame.");

    public static DataFrameException ArrayShape(string column, int length, IReadOnlyList<int> shape) =>
        new(DataErrorIds.LengthMismatch, $"Column '{column}' has elements of shape {string.Join(" x ", shape)}, but an array has {length} values.",
            "Give arrays of that size, or leave the shape out.") { Column = column };

    public static DataFrameException DuplicateName(string name) =>
        new(DataErrorIds.InvalidName, $"There are two columns named '{name}'.", "Rename one of them first: frame.Rename(...).") { Column = name };

    public static DataFrameException EmptyName() =>
        new(DataErrorIds.InvalidName, "A column has an empty name.", "Give every column a name.");

    private static string NameOf(DataValue value) => value.ToObject() switch
    {
        null => "null",
        string => "a text",
        bool => "a bool",
        Array array => $"an array ({Element.NameOf(array.GetType())})",
        DateTimeOffset => "a time",
        TimeSpan => "a duration",
        _ => "a number",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
