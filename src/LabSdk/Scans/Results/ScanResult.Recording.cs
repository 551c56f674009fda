using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

public sealed partial class ScanResult
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _observerErrors = [];
    private readonly ScanTable _table;
    private readonly ScanColumns _columns;
    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private readonly CancellationTokenSource _stop = new();
    private TimeSpan? _ended;
    private long _pointsDone;
    private long _missedPoints;
    private long _missedNotifications;

    internal ScanResult(ScanPlan plan, string? name, ScanResult? parent = null)
    {
        Plan = plan;
        Parent = parent;
        Name = string.IsNullOrWhiteSpace(name) ? plan.ToString() : name;
        _clock = plan.Clock;
        Started = _clock.GetUtcNow();
        _startedAt = _clock.GetTimestamp();
        Uid = Guid.CreateVersion7(Started).ToString();
        PointsTotal = plan.PointCount;
        Motors = Describe(plan.Motors);
        Detectors = Describe(plan.Detectors);
        _columns = new ScanColumns(plan);
        _table = new ScanTable(_columns, ScanMetadata.Merge(plan.Metadata, Facts()));
    }

    /// <summary>Cancelled when the user has asked this run to stop.</summary>
    internal CancellationToken StopRequested => _stop.Token;

    internal IReadOnlyList<ColumnInfo> ColumnInfos => _columns.Infos;

    internal TimeSpan Now => _clock.GetElapsedTime(_startedAt);

    internal void BecomeLast() => Volatile.Write(ref _last, this);

    internal ScanPoint Describe(PointBuffer point) => new(this, _columns, point);

    /// <summary>
    /// Keeps a point, whole or in part. False when the run has been closed meanwhile: control was given back to the user, who must
    /// not see the table change any more.
    /// </summary>
    internal bool Record(PointBuffer point)
    {
        lock (_gate)
        {
            if (ExitStatus is not null)
            {
                return false;
            }

            _table.Append(point);
            if (point.IsComplete)
            {
                _pointsDone++;
            }
            else
            {
                PartialPoint = Describe(point);
            }

            return true;
        }
    }

    /// <summary>Ends the run; the first caller decides how.</summary>
    internal bool Close(ScanExitStatus status, string reason, Exception? error)
    {
        lock (_gate)
        {
            if (ExitStatus is not null)
            {
                return false;
            }

            _ended = Now;
            Stopped = Started + _ended;
            Reason = reason;
            Error = error;
            ExitStatus = status;
        }

        BecomeLast();
        return true;
    }

    internal void CountMissedPoints(long points) => Interlocked.Add(ref _missedPoints, points);

    internal void CountMissedNotification() => Interlocked.Increment(ref _missedNotifications);

    internal void AddObserverError(Exception error)
    {
        lock (_gate)
        {
            _observerErrors.Add(error);
        }
    }

    private static DeviceDescription[] Describe(IReadOnlyList<IDevice> devices) => [.. devices.Select(device => device.Description)];

    private IEnumerable<KeyValuePair<string, object?>> Facts() =>
    [
        new("scan_name", Name),
        new("scan_uid", Uid),
        new("scan_plan", Plan.ToString()),
        new("scan_started", Started),
    ];
}
