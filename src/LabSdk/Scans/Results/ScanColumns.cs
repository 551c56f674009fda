using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// The columns of a plan's table. On the left what the Python client has (<c>position</c>, then the detectors by id), so that files
/// are interchangeable; extras stand to the right.
/// </summary>
internal sealed class ScanColumns
{
    private static readonly string[] FlightReadbacks = ["position_before", "position_after"];
    private readonly List<ColumnInfo> _infos = [];

    public ScanColumns(ScanPlan plan)
    {
        var motors = plan.Motors;
        var isTimeSeries = plan.Interval is not null;
        if (motors.Count == 0)
        {
            Index = isTimeSeries ? -1 : Add(new ColumnInfo("point") { Role = ColumnRole.Index });
            Time = isTimeSeries ? AddTime() : -1;
        }

        FirstSetpoint = _infos.Count;
        foreach (var motor in motors)
        {
            Add(Column(motors.Count == 1 ? "position" : motor.Id, motor.Unit, ColumnRole.Setpoint, motor));
        }

        FirstDetector = _infos.Count;
        foreach (var detector in plan.Detectors)
        {
            Add(Column(detector.Id, detector.Unit, ColumnRole.Detector, detector));
        }

        var hasReadback = plan.HasReadback && motors.Count > 0;
        FirstReadback = hasReadback ? _infos.Count : -1;
        ReadbackCount = !hasReadback ? 0 : plan.Flight is not null ? FlightReadbacks.Length : motors.Count;
        foreach (var name in hasReadback && plan.Flight is not null ? FlightReadbacks : [])
        {
            Add(Column(name, motors[0].Unit, ColumnRole.Readback, motors[0]));
        }

        foreach (var motor in hasReadback && plan.Flight is null ? motors : [])
        {
            Add(Column(motors.Count == 1 ? "position_readback" : $"{motor.Id}_readback", motor.Unit, ColumnRole.Readback, motor));
        }

        Repeats = plan.ReadingsPerPoint;
        FirstError = Repeats > 1 ? _infos.Count : -1;
        foreach (var detector in Repeats > 1 ? plan.Detectors : [])
        {
            Add(Column($"{detector.Id}_error", detector.Unit, ColumnRole.Other, detector));
        }

        FirstSamples = Repeats > 1 ? _infos.Count : -1;
        foreach (var detector in Repeats > 1 ? plan.Detectors : [])
        {
            Add(Column($"{detector.Id}_readings", detector.Unit, ColumnRole.Other, detector) with { Shape = [Repeats] });
        }

        if (!isTimeSeries)
        {
            Time = plan.HasTime ? AddTime() : -1;
        }
    }

    public IReadOnlyList<ColumnInfo> Infos => _infos;

    /// <summary>Where the number of the point stands, or -1.</summary>
    public int Index { get; } = -1;

    /// <summary>Where the time stands, or -1.</summary>
    public int Time { get; } = -1;

    public int FirstSetpoint { get; }

    public int FirstDetector { get; }

    /// <summary>Where the first read-back stands, or -1.</summary>
    public int FirstReadback { get; }

    /// <summary>Number of read-back columns.</summary>
    public int ReadbackCount { get; }

    /// <summary>How often each detector is read at a point.</summary>
    public int Repeats { get; }

    /// <summary>Where the standard error of the first detector stands, or -1.</summary>
    public int FirstError { get; }

    /// <summary>Where the single readings of the first detector stand, or -1.</summary>
    public int FirstSamples { get; }

    public int IndexOf(string name) => _infos.FindIndex(info => info.Name == name);

    private static ColumnInfo Column(string name, string unit, ColumnRole role, IDevice device) =>
        new(name) { Unit = string.IsNullOrEmpty(unit) ? null : unit, Role = role, Source = device.Id };

    private int AddTime() => Add(new ColumnInfo("time") { Unit = "s", Role = ColumnRole.Time });

    private int Add(ColumnInfo info)
    {
        _infos.Add(info);
        return _infos.Count - 1;
    }
}
