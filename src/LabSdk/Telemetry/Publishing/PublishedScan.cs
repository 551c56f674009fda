using System.Globalization;
using LabSdk.Data;
using LabSdk.Odp;

namespace LabSdk;

/// <summary>A scan that is written as a session: a signal for each column, a row for each point. Not thread-safe.</summary>
internal sealed class PublishedScan : IAsyncDisposable
{
    private const string Application = "Scan";
    private const int RowsAtOnce = 1000;
    private readonly Telemetry _telemetry;
    private readonly SessionSubject _scan;
    private readonly OdpSessionWriter _writer;
    private readonly string[] _names;
    private readonly ulong _start;
    private int _written;
    private ulong _last;

    private PublishedScan(Telemetry telemetry, SessionSubject scan, OdpSessionWriter writer)
    {
        (_telemetry, _scan, _writer) = (telemetry, scan, writer);
        _start = OdpTime.FromDateTimeOffset(scan.Started);
        var columns = scan.Data().Columns.Where(column => column.IsNumeric).ToArray();
        _names = Names(columns);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            writer.Signal(_names[i], 0, column.Unit ?? "", "", 0, 0, $"{column.Role} of scan '{scan.Name}'{(column.Source is { } source ? $", {source}" : "")}");
        }
    }

    /// <summary>The session.</summary>
    public TelemetrySession Session => _telemetry.SessionOf(_writer.Session);

    public static async Task<PublishedScan> StartAsync(Telemetry telemetry, SessionSubject scan, string? identifier, string? dataSource, CancellationToken cancellationToken)
    {
        var client = await telemetry.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var options = new OdpSessionOptions
        {
            DataSource = dataSource ?? client.Options.DataSource,
            Identifier = identifier ?? scan.Name,
            Type = "Scan",
            CreationTime = scan.Started,
            Details = Details(scan),
        };
        return new PublishedScan(telemetry, scan, await client.NewSessionAsync(options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes the points that have come since the last call.</summary>
    public async Task WriteNewAsync(CancellationToken cancellationToken)
    {
        var data = _scan.Data();
        while (_written < data.RowCount)
        {
            var rows = data.Slice(_written, Math.Min(RowsAtOnce, data.RowCount - _written));
            await WriteAsync(rows, cancellationToken).ConfigureAwait(false);
            _written += rows.RowCount;
        }
    }

    /// <summary>Ends the session and says how the scan ended.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_scan.End() is { } end)
        {
            await _writer.WriteInfoAsync(
                new Dictionary<string, string>
                {
                    ["scan.exit"] = end.Status,
                    ["scan.points"] = ScanWords.Count(end.PointsDone, end.PointsTotal),
                    ["scan.reason"] = end.Reason,
                },
                cancellationToken).ConfigureAwait(false);
        }

        await _writer.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static Dictionary<string, string> Details(SessionSubject scan)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["scan.plan"] = scan.Plan,
            ["scan.uid"] = scan.Uid,
            ["scan.motors"] = string.Join(", ", scan.Motors),
            ["scan.detectors"] = string.Join(", ", scan.Detectors),
        };
        foreach (var (name, value) in scan.Metadata)
        {
            details[name] = string.Create(CultureInfo.InvariantCulture, $"{value}");
        }

        return details;
    }

    // A colon divides name and application; ids of devices may have one of their own.
    private static string[] Names(DataColumn[] columns)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. columns.Select(column =>
        {
            var name = column.Name.Replace(':', '.');
            for (var n = 2; !names.Add(name); n++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{column.Name.Replace(':', '.')}_{n}");
            }

            return $"{name}:{Application}";
        })];
    }

    private async Task WriteAsync(DataFrame rows, CancellationToken cancellationToken)
    {
        var times = SampleTimes.Of(Times(rows));
        var columns = rows.Columns.Where(column => column.IsNumeric).Select((column, i) => Samples(_names[i], column, times)).ToArray();
        await _writer.WriteAsync(SampleBlock.Of(SampleLayout.Row, columns), "", cancellationToken).ConfigureAwait(false);
    }

    private static SignalSamples Samples(string name, DataColumn column, SampleTimes times)
    {
        var values = column.ToDoubles();
        var statuses = new SampleStatus[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            statuses[i] = column.IsNull(i) ? SampleStatus.Missing : SampleStatus.Valid;
        }

        return SignalSamples.Of(name, values, times, SampleStatuses.Of(statuses));
    }

    // By the time column; a table without one has its points a microsecond apart, because equal times would hide each other.
    private ulong[] Times(DataFrame rows)
    {
        var elapsed = rows.Columns.FirstOrDefault(column => column.Role == ColumnRole.Time)?.ToDoubles();
        var times = new ulong[rows.RowCount];
        for (var i = 0; i < times.Length; i++)
        {
            var time = elapsed is not null && elapsed[i] >= 0 ? _start + (ulong)(elapsed[i] * 1e9) : _start;
            times[i] = _last = Math.Max(time, _last == 0 ? time : _last + 1000);
        }

        return times;
    }
}
