using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk;

/// <summary>Plots of data frames.</summary>
public static class PlotExtensions
{
    /// <summary>
    /// Returns a plot of the frame. Without names, x is the setpoint (else the index, else the time, else the row number)
    /// and every detector is a trace; two setpoints on a grid give a heat map of the first detector.
    /// </summary>
    /// <param name="frame">The data.</param>
    /// <param name="x">Column for the horizontal axis; null chooses by role.</param>
    /// <param name="y">Columns to draw; none chooses the detectors, or all other numeric columns.</param>
    /// <exception cref="DataFrameException">There is no column of that name; the message lists the nearest names.</exception>
    /// <exception cref="LabException">There is nothing numeric to draw.</exception>
    /// <example><code>
    /// scan.Data.Plot()
    /// scan.Data.Plot("mock_stage", "mock_power_meter")
    /// </code></example>
    public static Figure Plot(this DataFrame frame, string? x = null, params IReadOnlyList<string> y)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(y);
        return FramePlot.Of(frame, x, y);
    }

    /// <summary>Returns a histogram of a column; nulls and NaN are counted in its note, not drawn.</summary>
    /// <param name="column">A numeric column.</param>
    /// <param name="bins">Number of bins, 1 to 500; null chooses.</param>
    /// <exception cref="DataFrameException">The column is not numeric.</exception>
    public static Figure Histogram(this DataColumn column, int? bins = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        return new Figure(column.Name).XAxis(column.Name, column.Unit).Histogram(column.ToDoubles(), bins, column.Name);
    }
}
