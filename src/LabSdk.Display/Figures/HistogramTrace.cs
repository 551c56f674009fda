namespace LabSdk.Display;

/// <summary>How often values occur, counted in bins of equal width.</summary>
public sealed record HistogramTrace : Trace
{
    /// <summary>Creates a histogram.</summary>
    /// <param name="values">The values; NaN and infinite ones are not counted and the figure says how many they are.</param>
    /// <param name="bins">Number of bins, 1 to 500; null chooses from the spread of the data (Freedman-Diaconis, at most 100).</param>
    public HistogramTrace(IEnumerable<double> values, int? bins = null)
    {
        if (bins is { } asked)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1, nameof(bins));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(asked, 500, nameof(bins));
        }

        Values = [.. values];
        Bins = Binning.Of(Values, bins);
    }

    internal double[] Values { get; }

    internal Binning Bins { get; }
}
