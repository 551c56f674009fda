using LabSdk.Data;
using LabSdk.Text;

namespace LabSdk;

/// <summary>One measured point.</summary>
public sealed record ScanPoint : ScanDocument
{
    private readonly ScanColumns _columns;
    private readonly Reading?[] _readings;
    private readonly double[] _targets;
    private readonly double[] _readbacks;
    private readonly double[][] _samples;
    private readonly double[] _errors;

    internal ScanPoint(ScanResult scan, ScanColumns columns, PointBuffer point)
        : base(scan.Uid, scan.Started + point.Elapsed)
    {
        Scan = scan;
        _columns = columns;
        Index = point.Index;
        Elapsed = point.Elapsed;
        IsComplete = point.IsComplete;
        _targets = point.Targets;
        _readbacks = [.. point.Readbacks];
        for (var i = 0; i < Math.Min(_readbacks.Length, _targets.Length); i++)
        {
            _readbacks[i] = double.IsNaN(_targets[i]) ? double.NaN : _readbacks[i];
        }

        _samples = point.Samples is null ? [] : [.. Enumerable.Range(0, point.Readings.Length).Select(point.Samples.Of)];
        _errors = point.Samples is null ? [] : [.. Enumerable.Range(0, point.Readings.Length).Select(d => point.IsRead[d] ? point.Samples.ErrorOf(d) : double.NaN)];
        _readings = new Reading?[point.Readings.Length];
        for (var i = 0; i < _readings.Length; i++)
        {
            _readings[i] = point.IsRead[i] ? point.Readings[i] : null;
        }
    }

    /// <summary>The run so far; its data already holds this point.</summary>
    public ScanResult Scan { get; }

    /// <summary>Number of the point in its plan, from 0.</summary>
    public long Index { get; }

    /// <summary>Number of points of the plan; null when it finds them on its way.</summary>
    public long? Total => Scan.PointsTotal;

    /// <summary>When the reading began, counted from the start of the scan.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>True when every detector was read.</summary>
    public bool IsComplete { get; }

    /// <summary>The commanded positions, in the order of the plan's motors, in their units; NaN for a motor that was not sent anywhere yet.</summary>
    public IReadOnlyList<double> Targets => _targets;

    /// <summary>The positions that the motors reported after the move.</summary>
    public IReadOnlyList<double> Readbacks => _readbacks;

    /// <summary>The readings with unit, time and status, in the order of the plan's detectors; null for one that failed.</summary>
    public IReadOnlyList<Reading?> Readings => _readings;

    /// <summary>The standard error of each detector's mean, in the order of the detectors; empty unless the plan reads several times, see <see cref="ScanPlan.Repeat"/>.</summary>
    public IReadOnlyList<double> Errors => _errors;

    /// <summary>All readings of each detector at this point, in the order of the detectors, NaN for one that was not taken; empty unless the plan reads several times.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Samples => _samples;

    /// <summary>The commanded position of the first motor; NaN when nothing moves.</summary>
    public double Position => _targets.Length > 0 ? _targets[0] : double.NaN;

    /// <summary>The value of a column of the table.</summary>
    /// <param name="column">The name of the column: <c>position</c>, a detector's id, <c>time</c> and so on.</param>
    /// <returns>The number; NaN when the detector was not read, and for columns of arrays.</returns>
    /// <exception cref="LabConfigurationException">There is no such column; the message lists the nearest names.</exception>
    public double this[string column]
    {
        get
        {
            var at = _columns.IndexOf(column);
            return at < 0 ? throw Unknown(column) : _columns.Infos[at].Role switch
            {
                ColumnRole.Index => Index,
                ColumnRole.Time => Elapsed.TotalSeconds,
                ColumnRole.Setpoint => _targets[at - _columns.FirstSetpoint],
                ColumnRole.Readback => _readbacks[at - _columns.FirstReadback],
                _ when _columns.FirstSamples >= 0 && at >= _columns.FirstSamples && at < _columns.FirstSamples + _samples.Length => double.NaN,
                _ when _columns.FirstError >= 0 && at >= _columns.FirstError && at < _columns.FirstError + _errors.Length => _errors[at - _columns.FirstError],
                _ => _readings[at - _columns.FirstDetector]?.Value ?? double.NaN,
            };
        }
    }

    /// <summary>Returns for example <c>point 6 of 11: position = 50, mock_power_meter = 1.2E-06</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"point {ScanWords.Count(Index + 1, Total)}: {string.Join(", ", _columns.Infos.Where(c => c.Role is ColumnRole.Setpoint or ColumnRole.Detector).Select(c => FormattableString.Invariant($"{c.Name} = {this[c.Name]:R}")))}");

    private LabConfigurationException Unknown(string column) => new(
        CoreErrorIds.UnknownName,
        $"The scan '{Scan.Name}' has no column '{column}'.",
        NearestNames.Hint(column, _columns.Infos.Select(info => info.Name), "columns"));
}
