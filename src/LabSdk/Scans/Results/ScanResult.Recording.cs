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
    private readonly TimeSpan _before;
    private TimeSpan? _ended;
    private long _pointsDone;
    private long _missedPoints;
    private long _missedNotifications;
    private long _retries;
    private long _documentsStored;
    private long _documentsLost;
    private long _lastIndex = -1;

    internal ScanResult(ScanPlan plan, string? name, ScanResult? parent = null, ScanContinuation? before = null)
    {
        Plan = plan;
        Parent = parent;
        Continuation = before;
        Name = before?.Name ?? (string.IsNullOrWhiteSpace(name) ? plan.ToString() : name);
        _clock = plan.Clock;
        var now = _clock.GetUtcNow();
        Started = before?.Started ?? now;
        _before = now > Started ? now - Started : TimeSpan.Zero;
        _startedAt = _clock.GetTimestamp();
        Uid = before?.Uid ?? Guid.CreateVersion7(Started).ToString();
        PointsTotal = plan.PointCount;
        Motors = Describe(plan.Motors);
        Detectors = Describe(plan.Detectors);
        _columns = new ScanColumns(plan);
        _table = new ScanTable(_columns, ScanMetadata.Merge(plan.Metadata, Facts()));
        if (before is not null)
        {
            _table.Restart(before.Rows, before.RowCount);
            _pointsDone = before.RowCount;
            _missedPoints = before.MissedPoints;
            _lastIndex = before.NextIndex - 1;
        }
    }

    /// <summary>Number of rows of the table.</summary>
    internal int RowCount => _table.RowCount;

    /// <summary>Where the motors stood at the start, as far as the plan needs it.</summary>
    internal IReadOnlyList<double> Origins { get; private set; } = [];

    /// <summary>What this run had when it went on; null for one that began here.</summary>
    internal ScanContinuation? Continuation { get; private set; }

    /// <summary>The journal while it is open.</summary>
    internal ScanJournal? Journal { get; private set; }

    /// <summary>Cancelled when the user has asked this run to stop.</summary>
    internal CancellationToken StopRequested => _stop.Token;

    internal IReadOnlyList<ColumnInfo> ColumnInfos => _columns.Infos;

    internal TimeSpan Now => _before + _clock.GetElapsedTime(_startedAt);

    /// <summary>The journal has grown since it was read, by a mark.</summary>
    internal void ContinueAt(long end) => Continuation = Continuation! with { End = end };

    internal void BecomeLast()
    {
        if (!IsDryRun)
        {
            Volatile.Write(ref _last, this);
        }
    }

    internal ScanPoint Describe(PointBuffer point) => new(this, _columns, point);

    /// <summary>Begins the journal, if there is to be one.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    internal void OpenJournal(IReadOnlyList<double> origins, IEnumerable<IScanHost> hosts)
    {
        Origins = origins;
        Journal = ScanJournal.Open(this, origins, hosts);
        JournalPath = Journal?.Path;
    }

    /// <summary>Writes into the journal how the devices are set. Never fails the run.</summary>
    internal async Task RecordSettingsAsync(CancellationToken cancellationToken)
    {
        if (Journal is null || await DeviceSettings.TakeAsync(Plan, cancellationToken).ConfigureAwait(false) is not { Count: > 0 } settings)
        {
            return;
        }

        try
        {
            Journal.Settings(settings);
        }
        catch (JournalException)
        {
            // The first point tells that the disk is full or broken, and what becomes of the run.
        }
    }

    /// <summary>Writes the end into the journal. An error is kept, not thrown: all points are written.</summary>
    internal void CloseJournal()
    {
        if (Journal is null)
        {
            return;
        }

        try
        {
            Journal.Stop(this);
        }
        catch (JournalException error)
        {
            JournalError ??= error;
        }

        Journal.Dispose();
        Journal = null;
    }

    /// <summary>
    /// Keeps a point, whole or in part: first in the journal, then in the table. False when the run has been closed meanwhile: control
    /// was given back to the user, who must not see the table change any more.
    /// </summary>
    /// <exception cref="JournalException">The journal could not take it; it is in <see cref="UnsavedPoint"/>.</exception>
    internal bool Record(PointBuffer point)
    {
        if (ExitStatus is not null)
        {
            return false;
        }

        var cells = _table.Fill(point);
        try
        {
            // Outside the lock: a disk that hangs must not keep the user from getting control back.
            Journal?.Row(point, cells);
            if (UnsavedPoint is not null)
            {
                // It waited for room on the disk, and is written now.
                (UnsavedPoint, JournalError) = (null, null);
            }
        }
        catch (JournalException error)
        {
            JournalError = error;
            UnsavedPoint = Describe(point);
            throw;
        }

        lock (_gate)
        {
            if (ExitStatus is not null)
            {
                return false;
            }

            _table.Append();
            if (point.IsComplete)
            {
                _pointsDone++;
                _lastIndex = point.Index;
            }
            else
            {
                PartialPoint = Describe(point);
            }

            return true;
        }
    }

    /// <summary>Takes the last rows out of the table, because their points are measured again; they stay in the journal.</summary>
    /// <exception cref="JournalException">The journal could not take note of it; nothing was changed.</exception>
    internal void Rewind(int rows, string reason)
    {
        if (rows >= RowCount)
        {
            return;
        }

        Journal?.Event("rewound", reason, rows);
        lock (_gate)
        {
            if (ExitStatus is not null)
            {
                return;
            }

            _table.Restart(_table.Snapshot(), rows);
            PartialPoint = null;
            Interlocked.Exchange(ref _pointsDone, rows);
            _lastIndex = Plan.Interval is null ? rows - 1 : _lastIndex;
        }
    }

    /// <summary>Keeps what was read of a point that failed; what the journal cannot take stays in <see cref="UnsavedPoint"/>.</summary>
    internal void RecordPart(PointBuffer point)
    {
        try
        {
            Record(point);
        }
        catch (JournalException)
        {
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
            PointsTotal ??= status == ScanExitStatus.Success ? PointsDone : null;
            ExitStatus = status;
        }

        BecomeLast();
        return true;
    }

    internal void CountMissedPoints(long points) => Interlocked.Add(ref _missedPoints, points);

    internal void CountDocument(bool isStored) => Interlocked.Increment(ref isStored ? ref _documentsStored : ref _documentsLost);

    internal void CountRetry() => Interlocked.Increment(ref _retries);

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
