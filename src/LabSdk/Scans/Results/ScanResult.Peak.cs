using LabSdk.Data;

namespace LabSdk;

public sealed partial class ScanResult
{
    /// <summary>
    /// The peak that an <c>Align</c> plan has centred on; the motor stands at its <see cref="ScanPeak.Centre"/>. Null of other plans, while it runs, and
    /// when it did not come to its end.
    /// </summary>
    public ScanPeak? Peak => ExitStatus == ScanExitStatus.Success && Plan.OwnSource is AlignPoints align
        ? align.PeakOf(Data, _columns.Infos[_columns.FirstSetpoint].Name)
        : null;

    /// <summary>Finds the highest peak of a detector over the first motor, in the data so far.</summary>
    /// <param name="column">The detector's column; null for the first detector.</param>
    /// <exception cref="PeakException">There is none: the data is flat, only noise, or highest at an end.</exception>
    /// <exception cref="DataFrameException">There is no such column.</exception>
    public ScanPeak FindPeak(string? column = null)
    {
        var data = Data;
        var x = data.Columns.FirstOrDefault(candidate => candidate.Role is ColumnRole.Setpoint or ColumnRole.Time);
        var y = column is not null ? data[column] : data.Columns.FirstOrDefault(candidate => candidate.Role == ColumnRole.Detector);
        if (x is null || y is null)
        {
            throw new PeakException($"The scan '{Name}' has no {(x is null ? "positions" : "detector")} to find a peak in.", "Give a scan of a motor with a detector.");
        }

        return PeakShape.TryFind(x.ToDoubles(), y.ToDoubles(), out var peak, out var reason)
            ? peak
            : throw new PeakException($"The scan '{Name}' has no peak in '{y.Name}': {reason}.", "Plot the data, and scan another range.");
    }
}
