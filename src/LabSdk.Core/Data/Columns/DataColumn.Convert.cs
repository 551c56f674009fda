namespace LabSdk.Data;

public abstract partial class DataColumn
{
    /// <summary>
    /// The column as another element type, when no value is lost: numbers to wider numbers, or to narrower ones that hold them exactly;
    /// anything to text; text to what it spells (<c>"1.5"</c>, <c>"true"</c>, ISO 8601 times). Nulls stay null.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <exception cref="DataFrameException">A value cannot be converted without loss; the message names the row.</exception>
    public DataColumn<T> As<T>()
    {
        if (this is DataColumn<T> same)
        {
            return same;
        }

        var builder = new ColumnBuilder<T>(Info);
        for (var row = 0; row < Count; row++)
        {
            if (!ColumnConversion.TryAdd(builder, this[row]))
            {
                throw FrameErrors.CannotConvert(this, row, typeof(T));
            }
        }

        return builder.Build();
    }
}
