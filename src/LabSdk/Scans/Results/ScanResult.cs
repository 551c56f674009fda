using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>
/// One run of a plan: its data, live while it runs, and how it ended. Whatever happens, every finished point stays here.
/// </summary>
/// <example><code>
/// var scan = Scan(stage, 0, 100, steps: 11).Read(power).Run("First scan");
/// scan.Data["mock_power_meter"].Mean()
/// scan.SaveCsv("first.csv");
/// </code></example>
/// <remarks>Thread-safe.</remarks>
public sealed partial class ScanResult
{
    private static ScanResult? _last;

    /// <summary>The run that started or ended last in this process; null before the first. Reaches the data of a cell that failed.</summary>
    public static ScanResult? Last => Volatile.Read(ref _last);

    /// <summary>The name given to <see cref="ScanPlan.Run"/>, or the plan in words.</summary>
    public string Name { get; }

    /// <summary>The unique id of this run; ids made later sort later.</summary>
    public string Uid { get; }

    /// <summary>The plan that was run.</summary>
    public ScanPlan Plan { get; }

    /// <summary>The run whose <c>OnPoint</c> callback started this one; null for a run of its own.</summary>
    public ScanResult? Parent { get; }

    /// <summary>
    /// The table so far: all finished points, and a half-read one (see <see cref="PartialPoint"/>). Each access gives the state of
    /// that moment, without copying.
    /// </summary>
    public DataFrame Data => _table.Snapshot();

    /// <summary>What ended the run, or null.</summary>
    public Exception? Error { get; private set; }

    /// <summary>How the run ended; null while it runs.</summary>
    public ScanExitStatus? ExitStatus { get; private set; }

    /// <summary>Why the run ended, in words; empty while it runs and after success.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>True until the run has ended.</summary>
    public bool IsRunning => ExitStatus is null;

    /// <summary>The user's notes.</summary>
    public IReadOnlyDictionary<string, object?> Metadata => Plan.Metadata;

    /// <summary>When the run started, UTC, by the clock of this computer.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>When the run ended, UTC; null while it runs.</summary>
    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>How long the run took, or has taken so far.</summary>
    public TimeSpan Duration => _ended ?? Now;

    /// <summary>Number of finished points.</summary>
    public long PointsDone => Interlocked.Read(ref _pointsDone);

    /// <summary>Number of points of the plan; null while it is not known, because the plan finds its points on its way.</summary>
    public long? PointsTotal { get; private set; }

    /// <summary>
    /// Number of points that are not in the table: those of a time series whose time had passed, and those of a run on the daemon whose
    /// documents were lost on the way.
    /// </summary>
    public long MissedPoints => Interlocked.Read(ref _missedPoints);

    /// <summary>What ran it when it was not this computer: <c>the daemon at http://127.0.0.1:50051</c>; null for this computer. See <see cref="ScanPlan.OnDaemon"/>.</summary>
    public string? Engine { get; internal init; }

    /// <summary>
    /// The point at which the run ended when some of its detectors, but not all, had been read; otherwise null. It is the last row
    /// of <see cref="Data"/>, with null for what is missing, and does not count in <see cref="PointsDone"/>.
    /// </summary>
    public ScanPoint? PartialPoint { get; private set; }

    /// <summary>
    /// A point that was measured but could not be written to the journal, for example because the disk was full: it ended the run and
    /// is not in <see cref="Data"/>. Null when there is none.
    /// </summary>
    public ScanPoint? UnsavedPoint { get; private set; }

    /// <summary>The file that holds every point of <see cref="Data"/>; null when the run had no journal, or has not begun to move.</summary>
    public string? JournalPath { get; private set; }

    /// <summary>What went wrong with the journal; null when nothing did.</summary>
    public JournalException? JournalError { get; private set; }

    /// <summary>Number of points that were tried again after a lost connection.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>What was moved, in the order of the axes.</summary>
    public IReadOnlyList<DeviceDescription> Motors { get; }

    /// <summary>What was read, in the order of the columns.</summary>
    public IReadOnlyList<DeviceDescription> Detectors { get; }

    /// <summary>True when any of the devices is simulated.</summary>
    public bool IsSimulated => Motors.Concat(Detectors).Any(device => device.IsSimulated);

    /// <summary>True when no device was touched: the data is made up, see <see cref="ScanPlan.DryRun"/>.</summary>
    public bool IsDryRun => Plan.IsDryRun;

    /// <summary>How far it has come.</summary>
    public ScanProgress Progress => new(PointsDone, PointsTotal, Duration);

    /// <summary>Number of points that slow observers were not told of; the data holds them all.</summary>
    public long MissedNotifications => Interlocked.Read(ref _missedNotifications);

    /// <summary>Number of documents that a broker has stored, see <see cref="ScanPlan.PublishDocuments"/>. May grow for some seconds after the end.</summary>
    public long DocumentsStored => Interlocked.Read(ref _documentsStored);

    /// <summary>Number of documents that a broker did not store; the data and the journal are whole.</summary>
    public long DocumentsLost => Interlocked.Read(ref _documentsLost);

    /// <summary>What observers threw; none of it touched the run.</summary>
    public IReadOnlyList<Exception> ObserverErrors
    {
        get
        {
            lock (_gate)
            {
                return [.. _observerErrors];
            }
        }
    }

    /// <summary>
    /// Asks the run to stop, as the stop button of its live view does: the motors stop and the run ends as interrupted, with every
    /// finished point. Returns at once; does nothing after the end.
    /// </summary>
    public void RequestStop() => _stop.Cancel();

    /// <summary>Saves the table so far as CSV. Blocks.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <returns>This run, so that a chain can go on.</returns>
    public ScanResult SaveCsv(string path)
    {
        Data.SaveCsv(path);
        return this;
    }

    /// <summary>Returns for example <c>First scan: success, 11 of 11 points in 1.3 s</c>.</summary>
    public override string ToString()
    {
        var state = ExitStatus is { } status ? status.ToString().ToLowerInvariant() : "running";
        return FormattableString.Invariant($"{Name}: {state}, {ScanWords.Points(PointsDone, PointsTotal)} in {Duration.TotalSeconds:0.###} s{(IsDryRun ? " (DRY RUN)" : IsSimulated ? " (SIMULATED)" : "")}");
    }
}
