using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>An axis of a scan.</summary>
/// <param name="DeviceId">The motor.</param>
/// <param name="Start">The first position.</param>
/// <param name="End">The last position.</param>
/// <param name="Points">How many, at least 1; one point is the start.</param>
public sealed record DaqScanAxis(string DeviceId, double Start, double End, int Points);

/// <summary>A scan of the scan service.</summary>
/// <param name="Axes">The axes, slow one first.</param>
public sealed record DaqScanConfig(IReadOnlyList<DaqScanAxis> Axes)
{
    /// <summary>Line, grid or snake. Default grid.</summary>
    public ScanType Type { get; init; } = ScanType.GridScan;

    /// <summary>Detectors read at each point.</summary>
    public IReadOnlyList<string> Detectors { get; init; } = [];

    /// <summary>Readings at each point, at least 1.</summary>
    public int TriggersPerPoint { get; init; } = 1;

    /// <summary>The pause after each move, in whole milliseconds.</summary>
    public TimeSpan Dwell { get; init; }

    /// <summary>A camera to trigger; null for none. Its frames are not part of the data.</summary>
    public string? Camera { get; init; }

    /// <summary>True to arm the camera first.</summary>
    public bool ArmCamera { get; init; }

    /// <summary>A name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Kept with the scan.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the motors go, point after point: the last axis is the fastest; a snake turns round at odd outer points.</summary>
    public IEnumerable<IReadOnlyList<double>> PointsInOrder() => ScanPositions.Grid(
        [.. Axes.Select(axis => ScanPositions.Line(axis.Start, axis.End, Math.Max(axis.Points, 1)))], Type == ScanType.SnakeScan);

    internal ScanConfig ToWire()
    {
        var wire = new ScanConfig { ScanType = Type, TriggersPerPoint = (uint)Math.Max(TriggersPerPoint, 1), DwellTimeMs = Dwell.TotalMilliseconds, Name = Name };
        wire.Axes.AddRange(Axes.Select(axis => new AxisConfig
        {
            DeviceId = axis.DeviceId, StartPosition = axis.Start, EndPosition = axis.End, NumPoints = (uint)Math.Max(axis.Points, 0),
        }));
        wire.AcquireDeviceIds.AddRange(Detectors);
        wire.Metadata.Add(Maps.Copy(Metadata));
        if (Camera is not null)
        {
            (wire.CameraDeviceId, wire.ArmCamera) = (Camera, ArmCamera);
        }

        return wire;
    }
}

/// <summary>A scan that was created.</summary>
/// <param name="ScanId">Its id.</param>
/// <param name="TotalPoints">The product of the points of its axes.</param>
public sealed record DaqScan(string ScanId, int TotalPoints);

/// <summary>How far a scan is.</summary>
/// <param name="ScanId">Its id.</param>
/// <param name="State">What it is doing.</param>
/// <param name="CurrentPoint">Points done.</param>
/// <param name="TotalPoints">Points in all.</param>
/// <param name="Elapsed">Time so far.</param>
/// <param name="Remaining">Time left, extrapolated; null when not told.</param>
/// <param name="ErrorMessage">Why it failed; empty when it did not.</param>
public sealed record DaqScanStatus(string ScanId, ScanState State, int CurrentPoint, int TotalPoints, TimeSpan Elapsed, TimeSpan? Remaining, string ErrorMessage)
{
    /// <summary>True when it will not go on.</summary>
    public bool HasEnded => State is ScanState.ScanCompleted or ScanState.ScanStopped or ScanState.ScanError;

    internal static DaqScanStatus From(ScanStatus status) => new(
        status.ScanId, status.State, (int)Math.Min(status.CurrentPoint, int.MaxValue), (int)Math.Min(status.TotalPoints, int.MaxValue),
        DaqTime.DurationFromNanoseconds(status.ElapsedTimeNs),
        status.HasEstimatedRemainingNs ? DaqTime.DurationFromNanoseconds(status.EstimatedRemainingNs) : null, status.ErrorMessage);
}
