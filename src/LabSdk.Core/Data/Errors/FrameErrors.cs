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
            $"Read it as {Element.NameOf(column.ElementType)}, or convert it with column.As<T>().") { Column = column.Name };

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

    public static DataFrameException CannotStack(DataColumn first, DataColumn second) =>
        new(DataErrorIds.WrongKind,
            $"Column '{first.Name}' holds {Element.NameOf(first.ElementType)} in one frame and column '{second.Name}' holds {Element.NameOf(second.ElementType)} in the other.",
            "Convert one of them first: frame.With(frame[name].As<T>()).") { Column = first.Name };

    public static DataFrameException UnitsDiffer(DataColumn first, DataColumn second) =>
        new(DataErrorIds.UnitMismatch, $"Column '{first.Name}' is in {first.Unit} in one frame and column '{second.Name}' in {second.Unit} in the other.",
            "Convert one of them to the other's unit first.") { Column = first.Name };

    public static DataFrameException JoinTooLarge(long rows) =>
        new(DataErrorIds.LengthMismatch, $"The join would have {rows} rows, more than a frame can hold.",
            "The key repeats on both sides: add a key column, or group one side first.");

    public static DataFrameException CannotConvert(DataColumn column, int row, Type wanted) =>
        new(DataErrorIds.WrongKind,
            $"Column '{column.Name}' cannot become {Element.NameOf(wanted)}: row {row} holds '{CellText.Of(column[row])}'.",
            "Convert it yourself with frame.With(name, r => ...).") { Column = column.Name };

    public static DataFrameException DuplicateName(string name) =>
        new(DataErrorIds.InvalidName, $"There are two columns named '{name}'.", "Rename one of them first: frame.Rename(...).") { Column = name };

    public static DataFrameException EmptyName() =>
        new(DataErrorIds.InvalidName, "A column has an empty name.", "Give every column a name.");

    public static DataFrameException NoProperties(Type type) =>
        new(DataErrorIds.RecordMapping, $"{type.Name} has no public properties that could be columns.", "Use a record, or a class with properties.");

    public static DataFrameException UnsupportedProperty(Type record, string property, Type type) =>
        new(DataErrorIds.RecordMapping, $"Property {property} of {record.Name} is a {type.Name}, which a frame cannot hold.",
            "Project the objects first: DataFrame.From(items.Select(i => new { i.Name, i.Value })).") { Column = property };

    public static DataFrameException NoColumnFor(Type record, string parameter, IEnumerable<string> existing) =>
        new(DataErrorIds.RecordMapping, $"{record.Name} needs a value for {parameter}, but the frame has no such column.",
            NearestNames.Hint(parameter, existing, "columns")) { Column = parameter };

    public static DataFrameException RecordValue(Type record, string name, Type type, DataColumn column, int row) =>
        new(DataErrorIds.RecordMapping,
            $"{record.Name}.{name} is a {type.Name} and cannot take {NameOf(column[row])} from column '{column.Name}', row {row}.",
            column.IsNull(row) ? "Make it nullable, or remove such rows with frame.DropNulls()." : "Give it the kind of the column.") { Column = column.Name };

    public static DataFormatException Malformed(string format, string what, long? line = null, Exception? cause = null) =>
        new(DataErrorIds.MalformedFile, line is null ? $"The {format} data cannot be read: {what}." : $"The {format} data cannot be read: {what}, in line {line}.",
            "Nothing was taken from it. Check that the file is complete and of this format.", false, cause) { Line = line };

    public static DataFrameException NotRepresentable(DataColumn column, string format, string why, string hint) =>
        new(DataErrorIds.NotRepresentable, $"Column '{column.Name}' cannot be written as {format}: {why}.", hint) { Column = column.Name };

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
