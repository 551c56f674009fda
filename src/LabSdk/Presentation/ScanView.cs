using System.Globalization;
using LabSdk.Data;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A scan as its banner, plot and table; also of a scan that failed or still runs, with every point there is.</summary>
internal static class ScanView
{
    public static Block Of(ScanResult scan)
    {
        var data = scan.Data;
        var blocks = new List<Block>();
        if (scan.Error is { } error)
        {
            blocks.Add(new StatusRows(new StatusRow(StateOf(scan), "Why it ended", scan.Reason.Length > 0 ? scan.Reason : error.Message)));
            if (error is LabException { Hint: { Length: > 0 } hint })
            {
                blocks.Add(new TextBlock(hint, TextStyle.Muted));
            }
        }

        blocks.Add(Facts(scan));
        blocks.AddRange(ScanFigures.Of(scan, data));
        blocks.Add(Table(data));
        return new Card(scan.Name)
        {
            Subtitle = scan.Name == scan.Plan.ToString() ? null : scan.Plan.ToString(),
            State = StateOf(scan),
            StateWord = Word(scan),
            Badges = DeviceCard.Badges(scan.IsSimulated),
            Body = blocks,
        };
    }

    public static Cell StateCell(ScanResult scan) => Cell.Of(StateOf(scan), Word(scan));

    public static State StateOf(ScanResult scan) => scan.ExitStatus switch
    {
        null => State.Unknown,
        ScanExitStatus.Success when scan.MissedPoints > 0 => State.Warn,
        ScanExitStatus.Success => State.Ok,
        ScanExitStatus.Abort or ScanExitStatus.Stopped => State.Warn,
        _ => State.Fault,
    };

    private static string Word(ScanResult scan) => scan.ExitStatus switch
    {
        null => "running",
        ScanExitStatus.Success => "success",
        ScanExitStatus.Abort => "interrupted",
        ScanExitStatus.Stopped => "stopped",
        _ => "failed",
    };

    private static PropertyList Facts(ScanResult scan)
    {
        var facts = new PropertyList
        {
            { "Points", string.Create(CultureInfo.InvariantCulture, $"{ScanWords.Count(scan.PointsDone, scan.PointsTotal)} in {scan.Duration.TotalSeconds:0.###} s") },
        };
        if (scan.PartialPoint is not null)
        {
            facts.Add("Last row", "read in part");
        }

        if (scan.Engine is { } engine)
        {
            facts.Add("Run by", engine);
        }

        if (scan is { MissedPoints: > 0, Engine: not null })
        {
            facts.Add("Lost on the way", $"{scan.MissedPoints.ToString(CultureInfo.InvariantCulture)} points");
        }
        else if (scan.MissedPoints > 0)
        {
            facts.Add("Skipped", $"{scan.MissedPoints.ToString(CultureInfo.InvariantCulture)} points, because the readings took longer than the interval");
        }

        if (scan.DocumentsStored + scan.DocumentsLost > 0)
        {
            facts.Add("Documents", string.Create(CultureInfo.InvariantCulture, $"{scan.DocumentsStored} published{(scan.DocumentsLost > 0 ? $", {scan.DocumentsLost} not stored by the broker" : "")}"));
        }

        if (scan.MissedNotifications > 0)
        {
            facts.Add("Slow observers", string.Create(CultureInfo.InvariantCulture, $"missed {scan.MissedNotifications} points; the table has them"));
        }

        foreach (var error in scan.ObserverErrors.Take(3))
        {
            facts.Add("Observer failed", (error as LabException)?.Problem ?? error.Message);
        }

        facts.Add("Started", scan.Started);
        foreach (var (key, value) in scan.Metadata)
        {
            facts.Add(key, Cell.From(value));
        }

        return facts;
    }

    /// <summary>The newest rows, for a table that changes in place.</summary>
    public static Block LastRows(DataFrame data, int count = 5)
    {
        var first = Math.Max(0, data.RowCount - count);
        return new TableModel(
            [.. data.Columns.Select(column => new TableColumn(column.Name, column.Unit))],
            data.RowCount - first,
            (row, column) => CellOf(data.Columns[column], first + row))
        {
            ShowSize = false,
        };
    }

    /// <summary>All points, with units.</summary>
    public static TableModel Table(DataFrame data) => new(
        [.. data.Columns.Select(column => new TableColumn(column.Name, column.Unit))],
        data.RowCount,
        (row, column) => CellOf(data.Columns[column], row))
    {
        RowNoun = "points",
    };

    private static Cell CellOf(DataColumn column, int row) => column switch
    {
        _ when column.IsNull(row) => Cell.Null,
        DataColumn<double> numbers => Cell.Number(numbers.Values[row]),
        DataColumn<long> numbers => Cell.Integer(numbers.Values[row]),
        _ => Cell.Text(column[row].ToString()),
    };
}
