namespace LabSdk.Data;

public abstract partial class DataColumn
{
    /// <summary>Adds row by row; null where a side is null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A numeric column of the same length.</param>
    /// <exception cref="DataFrameException">A column is not numeric or the lengths differ.</exception>
    public static DataColumn<double> operator +(DataColumn left, DataColumn right) => ColumnMath.Combine(left, right, "+", (a, b) => a + b);

    /// <summary>Subtracts row by row; null where a side is null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A numeric column of the same length.</param>
    /// <exception cref="DataFrameException">A column is not numeric or the lengths differ.</exception>
    public static DataColumn<double> operator -(DataColumn left, DataColumn right) => ColumnMath.Combine(left, right, "-", (a, b) => a - b);

    /// <summary>Multiplies row by row; null where a side is null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A numeric column of the same length.</param>
    /// <exception cref="DataFrameException">A column is not numeric or the lengths differ.</exception>
    public static DataColumn<double> operator *(DataColumn left, DataColumn right) => ColumnMath.Combine(left, right, "*", (a, b) => a * b);

    /// <summary>Divides row by row; null where a side is null, infinite or NaN where the right side is 0.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A numeric column of the same length.</param>
    /// <exception cref="DataFrameException">A column is not numeric or the lengths differ.</exception>
    public static DataColumn<double> operator /(DataColumn left, DataColumn right) => ColumnMath.Combine(left, right, "/", (a, b) => a / b);

    /// <summary>Adds a number to each row; null stays null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A number in the unit of the column.</param>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public static DataColumn<double> operator +(DataColumn left, double right) => ColumnMath.Map(left, left.Unit, "+", a => a + right);

    /// <summary>Subtracts a number from each row; null stays null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A number in the unit of the column.</param>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public static DataColumn<double> operator -(DataColumn left, double right) => ColumnMath.Map(left, left.Unit, "-", a => a - right);

    /// <summary>Multiplies each row by a number; null stays null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A number.</param>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public static DataColumn<double> operator *(DataColumn left, double right) => ColumnMath.Map(left, left.Unit, "*", a => a * right);

    /// <summary>Divides each row by a number; null stays null.</summary>
    /// <param name="left">A numeric column.</param>
    /// <param name="right">A number.</param>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public static DataColumn<double> operator /(DataColumn left, double right) => ColumnMath.Map(left, left.Unit, "/", a => a / right);

    /// <summary>A mask of the rows that are greater; false for null and NaN.</summary>
    /// <param name="left">A column.</param>
    /// <param name="right">A value of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared.</exception>
    /// <example><code>frame.Filter(frame["x"] > 3)</code></example>
    public static bool[] operator >(DataColumn left, DataValue right) => ColumnMath.Mask(left, right, order => order > 0, cell => cell > right);

    /// <summary>A mask of the rows that are less; false for null and NaN.</summary>
    /// <param name="left">A column.</param>
    /// <param name="right">A value of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared.</exception>
    public static bool[] operator <(DataColumn left, DataValue right) => ColumnMath.Mask(left, right, order => order < 0, cell => cell < right);

    /// <summary>A mask of the rows that are greater or equal; false for null and NaN.</summary>
    /// <param name="left">A column.</param>
    /// <param name="right">A value of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared.</exception>
    public static bool[] operator >=(DataColumn left, DataValue right) => ColumnMath.Mask(left, right, order => order >= 0, cell => cell >= right);

    /// <summary>A mask of the rows that are less or equal; false for null and NaN.</summary>
    /// <param name="left">A column.</param>
    /// <param name="right">A value of a comparable kind.</param>
    /// <exception cref="DataFrameException">The kinds cannot be compared.</exception>
    public static bool[] operator <=(DataColumn left, DataValue right) => ColumnMath.Mask(left, right, order => order <= 0, cell => cell <= right);
}
