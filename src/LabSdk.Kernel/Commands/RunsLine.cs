using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk.Kernel.Commands;

/// <summary>A run as JSON.</summary>
internal static class RunsLine
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What a list says.</summary>
    public static object Of(RunRecord run) => new
    {
        run.Uid,
        run.Name,
        Outcome = run.Outcome.ToString().ToLowerInvariant(),
        run.Reason,
        run.Plan,
        run.Started,
        run.Stopped,
        Points = run.PointsDone,
        Planned = run.PointsTotal,
        Simulated = run.IsSimulated,
        Good = run.Mark?.IsGood,
        Note = run.Mark?.Note,
        run.Path,
    };

    /// <summary>Everything but the data.</summary>
    public static object Whole(RunRecord run) => run.Outcome == RunOutcome.Unreadable
        ? Of(run)
        : new
        {
            run.Uid,
            run.Name,
            Outcome = run.Outcome.ToString().ToLowerInvariant(),
            run.Reason,
            run.Plan,
            run.Started,
            run.Stopped,
            Points = run.PointsDone,
            Planned = run.PointsTotal,
            Simulated = run.IsSimulated,
            run.Mark,
            run.Metadata,
            run.Devices,
            run.Environment,
            Columns = run.Data.Columns.Select(column => new { column.Name, column.Unit, Role = column.Role.ToString().ToLowerInvariant() }),
            Rows = run.Data.RowCount,
            run.DamagedRecords,
            run.Path,
        };
}
