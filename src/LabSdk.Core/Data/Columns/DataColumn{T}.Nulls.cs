namespace LabSdk.Data;

public sealed partial class DataColumn<T>
{
    internal override DataColumn? FillNulls(DataValue value)
    {
        if (!DataValueReader<T>.TryRead(value, out var fill) || fill is null)
        {
            return null;
        }

        if (NullCount == 0)
        {
            return this;
        }

        var values = ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = IsRecorded(row) ? values[row] : fill;
        }

        return new DataColumn<T>(Info, values);
    }

    internal override DataColumn NaNToNull()
    {
        if (!Element.IsFloating(Kind))
        {
            return this;
        }

        var values = Values;
        var recorded = Bits.Create(Count, true);
        for (var row = 0; row < values.Length; row++)
        {
            // The null slot of a floating column is NaN as well.
            if (Element<T>.IsNaN(values[row]))
            {
                Bits.Clear(recorded, row);
            }
        }

        return new DataColumn<T>(Info, ToArray(), recorded);
    }
}
