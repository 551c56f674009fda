using System.Globalization;
using LabSdk.Data;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>The journal of one scan: where it lies, and what is written into it when.</summary>
/// <remarks>For the flow of the scan alone.</remarks>
internal sealed class ScanJournal : IDisposable
{
    private readonly JournalWriter _writer;
    private readonly TimeProvider _clock;

    /// <summary>What happened while there was no room for it; written before the next row.</summary>
    private readonly Queue<JournalEvent> _waiting = new();

    private ScanJournal(JournalWriter writer, TimeProvider clock)
    {
        (_writer, _clock) = (writer, clock);
        OpenJournals.Add(writer.Path);
    }

    public string Path => _writer.Path;

    /// <summary>Begins the journal of a scan, or goes on with it; null when neither plan nor lab want one.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static ScanJournal? Open(ScanResult scan, IReadOnlyList<double> origins, IEnumerable<IScanHost> hosts)
    {
        var choice = scan.Plan.JournalChoice;
        var descriptor = new JournalDescriptor([.. scan.ColumnInfos.Select(info => JournalColumn.Of(info, ScanTable.TypeOf(info)))]);
        if (scan.Continuation is { Path: { } existing } before)
        {
            var resumed = new JournalResumed(scan.Plan.Clock.GetUtcNow(), before.RowCount, RunEnvironment.Current);
            return new(JournalWriter.Continue(Guarded(existing, choice.Open), existing, choice.Sync, before.End, resumed, descriptor), scan.Plan.Clock);
        }

        var folder = choice.IsOn == false ? null
            : choice.Folder ?? hosts.Select(host => host.JournalFolder).FirstOrDefault(path => path is not null) ?? (choice.IsOn == true ? JournalChoice.DefaultFolder : null);
        if (folder is null)
        {
            return null;
        }

        var path = NameIn(folder, scan);
        var file = Guarded(path, name =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(name)!);
            return choice.Create(name);
        });
        return new(JournalWriter.Create(file, path, choice.Sync, StartOf(scan, origins), descriptor), scan.Plan.Clock);
    }

    /// <inheritdoc cref="JournalWriter.Append(long, TimeSpan, bool, ReadOnlySpan{DataValue})"/>
    public void Row(PointBuffer point, ReadOnlySpan<DataValue> cells)
    {
        if (_waiting.Count > 0)
        {
            WriteWaiting();
        }

        _writer.Append(point.Index, point.Elapsed, point.IsComplete, cells);
    }

    /// <exception cref="JournalException">It could not be written.</exception>
    public void Event(string what, string reason, int? rows = null)
    {
        var happened = new JournalEvent(_clock.GetUtcNow(), what, reason, rows);
        try
        {
            WriteWaiting();
            _writer.Append(JournalRecordKind.Event, happened);
        }
        catch (JournalException error) when (error.IsDiskFull && rows is null)
        {
            // The run waits for room, and that it does is one of these events. What takes rows back must be in the file first.
            _waiting.Enqueue(happened);
        }
    }

    /// <exception cref="JournalException">It could not be written; all rows before are there.</exception>
    public void Settings(IReadOnlyList<JournalDeviceSettings> devices) =>
        _writer.Append(JournalRecordKind.Settings, new JournalSettings(_clock.GetUtcNow(), devices));

    /// <exception cref="JournalException">It could not be written; all rows before are there.</exception>
    public void Stop(ScanResult scan)
    {
        WriteWaiting();
        _writer.Append(
            JournalRecordKind.Stop,
            new JournalStop(scan.Stopped!.Value, scan.ExitStatus!.Value.ToString().ToLowerInvariant(), scan.Reason, scan.PointsDone, scan.MissedPoints, scan.Retries));
    }

    public void Dispose()
    {
        _writer.Dispose();
        OpenJournals.Remove(_writer.Path);
    }

    private void WriteWaiting()
    {
        while (_waiting.TryPeek(out var happened))
        {
            _writer.Append(JournalRecordKind.Event, happened);
            _waiting.Dequeue();
        }
    }

    private static JournalStart StartOf(ScanResult scan, IReadOnlyList<double> origins) => new(
        scan.Uid,
        scan.Name,
        scan.Parent?.Uid,
        scan.Started,
        scan.Plan.ToString(),
        scan.PointsTotal,
        PlanDescription.Of(scan.Plan),
        [.. scan.Plan.Motors.Select(JournalDevice.Of)],
        [.. scan.Plan.Detectors.Select(JournalDevice.Of)],
        origins,
        JournalJson.Notes(scan.Metadata),
        RunEnvironment.Current,
        scan.Engine,
        DeviceSettings.PeersOf(scan.Plan));

    private static string NameIn(string folder, ScanResult scan)
    {
        var stamp = scan.Started.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, $"{stamp}_{RunFolder.SafeName(scan.Name)}_{scan.Uid[^8..]}{JournalFormat.Extension}"));
    }

    private static IJournalFile Guarded(string path, Func<string, IJournalFile> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw JournalException.NotWritten(path, error);
        }
    }
}
