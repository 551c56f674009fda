using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// The columns of a plan's table. On the left what the Python client has (<c>position</c>, then the detectors by id), so that files
/// are interchangeable; extras stand to the right.
/// </summary>
internal sealed class ScanColumns
{
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

        FirstReadback = plan.HasReadback && motors.Count > 0 ? _infos.Count : -1;
        foreach (var motor in plan.HasReadback ? motors : [])
        {
            Add(Column(motors.Count == 1 ? "position_readback" : $"{motor.Id}_readback", motor.Unit, ColumnRole.Readback, motor));
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
