using LabSdk.Data;

namespace LabSdk;

/// <summary>A list of runs as a data frame.</summary>
internal static class RunFrame
{
    public static DataFrame Of(IEnumerable<RunRecord> runs)
    {
        var frame = new DataFrameBuilder()
            .AddColumn(typeof(string), new ColumnInfo("uid"))
            .AddColumn(typeof(string), new ColumnInfo("name"))
            .AddColumn(typeof(string), new ColumnInfo("outcome"))
            .AddColumn(typeof(DateTimeOffset), new ColumnInfo("started"))
            .AddColumn(typeof(double), new ColumnInfo("duration") { Unit = "s" })
            .AddColumn(typeof(long), new ColumnInfo("points"))
            .AddColumn(typeof(long), new ColumnInfo("planned"))
            .AddColumn(typeof(bool), new ColumnInfo("good"))
            .AddColumn(typeof(string), new ColumnInfo("note"))
            .AddColumn(typeof(string), new ColumnInfo("path"));
        foreach (var run in runs)
        {
            frame.Append(
                run.Uid,
                run.Name,
                run.Outcome.ToString().ToLowerInvariant(),
                run.Started,
                run.Duration is { } duration ? duration.TotalSeconds : DataValue.Null,
                run.PointsDone,
                run.PointsTotal ?? DataValue.Null,
                run.Mark is { } mark ? mark.IsGood : DataValue.Null,
                run.Mark is { } judged ? judged.Note : DataValue.Null,
                run.Path);
        }

        return frame.Snapshot();
    }
}
