namespace LabSdk.Data;

public abstract partial class DataColumn
{
    /// <summary>The sum of the recorded cells; 0 when there are none, NaN when one is NaN.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Sum() => Statistics.Sum(Numbers("Sum").Span);

    /// <summary>The arithmetic mean of the recorded cells; NaN when there are none or one is NaN.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Mean() => Statistics.Mean(Numbers("Mean").Span);

    /// <summary>The sample standard deviation (divided by n - 1); NaN for fewer than two recorded cells or when one is NaN.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Std() => Math.Sqrt(Variance());

    /// <summary>The sample variance (divided by n - 1); NaN for fewer than two recorded cells or when one is NaN.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Variance() => Statistics.Variance(Numbers("Variance").Span);

    /// <summary>The smallest number; null and NaN are passed over. NaN when there is no number.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Min() => Statistics.Min(Numbers("Min").Span);

    /// <summary>The largest number; null and NaN are passed over. NaN when there is no number.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Max() => Statistics.Max(Numbers("Max").Span);

    /// <summary>The median of the recorded cells; NaN when there are none or one is NaN.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public double Median() => Quantile(0.5);

    /// <summary>A quantile of the recorded cells, linear between neighbours; NaN when there are none or one is NaN.</summary>
    /// <param name="fraction">0 to 1, such as 0.95.</param>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction lies outside 0 to 1.</exception>
    public double Quantile(double fraction)
    {
        if (!(fraction is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction lies between 0 and 1.");
        }

        return Statistics.Quantiles(Numbers("Quantile").Span, [fraction])[0];
    }

    /// <summary>The row of the largest number, the first of equals; -1 when there is no number.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public int ArgMax()
    {
        RequireNumeric("ArgMax");
        return Statistics.ArgMax(ToDoubles());
    }

    /// <summary>The row of the smallest number, the first of equals; -1 when there is no number.</summary>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public int ArgMin()
    {
        RequireNumeric("ArgMin");
        return Statistics.ArgMin(ToDoubles());
    }

    private protected void RequireNumeric(string operation)
    {
        if (!IsNumeric)
        {
            throw FrameErrors.NotNumeric(this, operation);
        }
    }

    /// <summary>The recorded cells as numbers; the buffer of the column itself where that is possible.</summary>
    private protected abstract ReadOnlyMemory<double> NonNullDoubles();

    internal ReadOnlyMemory<double> Numbers(string operation)
    {
        RequireNumeric(operation);
        return NonNullDoubles();
    }
}
