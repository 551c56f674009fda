using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>A run as a row of the catalog, and back.</summary>
internal static class CatalogRows
{
    public static readonly string[] Names =
    [
        "path", "length", "modified", "uid", "name", "plan", "started", "stopped", "status", "reason", "done", "total",
        "simulated", "good", "note", "marked", "judge", "user", "host", "process", "process_started", "fault",
    ];

    public static readonly string Columns = string.Join(", ", Names);

    public static readonly string Parameters = "$" + string.Join(", $", Names);

    public static object?[] Values(RunFacts run) =>
    [
        run.File.Path, run.File.Length, run.File.Modified, run.Uid, run.Name, run.Plan, run.Started.UtcTicks, run.Stopped?.UtcTicks, run.Status, run.Reason,
        run.PointsDone, run.PointsTotal, run.IsSimulated, run.Mark?.IsGood, run.Mark?.Note, run.Mark?.Time.UtcTicks, run.Mark?.User,
        run.Writer.User, run.Writer.Host, run.Writer.ProcessId, run.Writer.ProcessStarted.UtcTicks, run.Fault,
    ];

    public static RunFacts Read(SqliteDataReader row) => new()
    {
        File = new RunFile(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
        Uid = row.GetString(3),
        Name = row.GetString(4),
        Plan = row.GetString(5),
        Started = Time(row, 6),
        Stopped = row.IsDBNull(7) ? null : Time(row, 7),
        Status = Text(row, 8),
        Reason = row.GetString(9),
        PointsDone = row.GetInt64(10),
        PointsTotal = row.IsDBNull(11) ? null : row.GetInt64(11),
        IsSimulated = row.GetInt64(12) != 0,
        Mark = row.IsDBNull(13) ? null : new RunMark(row.GetInt64(13) != 0, Text(row, 14) ?? "", Time(row, 15), Text(row, 16) ?? ""),
        Writer = new RunWriter(row.GetString(17), row.GetString(18), (int)row.GetInt64(19), Time(row, 20)),
        Fault = Text(row, 21),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    // A database that was tampered with must not end a listing.
    private static DateTimeOffset Time(SqliteDataReader row, int column) =>
        new(Math.Clamp(row.GetInt64(column), 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
}
