using System.Globalization;

namespace LabSdk;

/// <summary>Finds what differs between two runs.</summary>
internal static class RunComparison
{
    private const string NoteArea = "note";
    private const string DeviceArea = "device";

    public static IEnumerable<RunDifference> Of(RunRecord left, RunRecord right) =>
        Facts(left, right).Concat(Notes(left, right)).Concat(Plan(left, right)).Concat(Devices(left, right)).Concat(Environments(left, right)).Concat(Columns(left, right));

    private static IEnumerable<RunDifference> Facts(RunRecord left, RunRecord right) => Different(
        "run",
        ("name", left.Name, right.Name),
        ("outcome", left.Status, right.Status),
        ("reason", left.Reason, right.Reason),
        ("finished points", Text(left.PointsDone), Text(right.PointsDone)),
        ("planned points", Text(left.PointsTotal), Text(right.PointsTotal)),
        ("mark", left.Mark?.ToString() ?? "", right.Mark?.ToString() ?? ""));

    private static IEnumerable<RunDifference> Notes(RunRecord left, RunRecord right)
    {
        var (mine, theirs) = (left.Metadata, right.Metadata);
        return mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .SelectMany(key => Different(NoteArea, (key, Text(mine.GetValueOrDefault(key)), Text(theirs.GetValueOrDefault(key)))));
    }

    private static IEnumerable<RunDifference> Plan(RunRecord left, RunRecord right)
    {
        var (mine, theirs) = (left.Content.Start.Plan, right.Content.Start.Plan);
        return Different("plan", ("plan", left.Plan, right.Plan))
            .Concat(Different(
                "plan",
                ("order of a grid", mine.Snake ? "snake" : "raster", theirs.Snake ? "snake" : "raster"),
                ("repeats", Text(mine.Repeats), Text(theirs.Repeats)),
                ("dwell (s)", Text(mine.DwellS), Text(theirs.DwellS)),
                ("interval (s)", Text(mine.IntervalS), Text(theirs.IntervalS)),
                ("time limit of a step (s)", Text(mine.TimeoutS), Text(theirs.TimeoutS)),
                ("reads in parallel", Text(mine.Parallel), Text(theirs.Parallel)),
                ("returns to start", Text(mine.ReturnsToStart), Text(theirs.ReturnsToStart)),
                ("callbacks", Text(mine.Hooks), Text(theirs.Hooks))))
            .Concat(mine.Axes.SelectMany(axis => axis).Zip(theirs.Axes.SelectMany(axis => axis))
                .SelectMany(pair => Different("plan", ($"path of motor {Text(pair.First.Motor + 1)}", pair.First.ToString(), pair.Second.ToString()))));
    }

    private static IEnumerable<RunDifference> Devices(RunRecord left, RunRecord right)
    {
        var (mine, theirs) = (ById(left), ById(right));
        foreach (var id in mine.Keys.Union(theirs.Keys, StringComparer.Ordinal))
        {
            if (mine.TryGetValue(id, out var before) && theirs.TryGetValue(id, out var now))
            {
                foreach (var difference in Different(
                    DeviceArea,
                    ($"{id}: name", before.Name, now.Name),
                    ($"{id}: driver", before.Driver, now.Driver),
                    ($"{id}: endpoint", before.Endpoint, now.Endpoint),
                    ($"{id}: unit", before.Unit, now.Unit),
                    ($"{id}: limits", Limits(before), Limits(now)),
                    ($"{id}: simulated", Text(before.IsSimulated), Text(now.IsSimulated))))
                {
                    yield return difference;
                }
            }
            else
            {
                yield return new(DeviceArea, id, mine.ContainsKey(id) ? "used" : "", theirs.ContainsKey(id) ? "used" : "");
            }
        }
    }

    private static IEnumerable<RunDifference> Environments(RunRecord left, RunRecord right)
    {
        var (mine, theirs) = (left.Environment, right.Environment);
        return Different(
            "environment",
            ("user", mine.User, theirs.User),
            ("host", mine.Host, theirs.Host),
            ("LabSdk", mine.SdkVersion, theirs.SdkVersion),
            (".NET", mine.Runtime, theirs.Runtime),
            ("system", mine.System, theirs.System),
            ("program", mine.Program, theirs.Program),
            ("folder", mine.Folder, theirs.Folder),
            ("commit", mine.GitCommit, theirs.GitCommit));
    }

    private static IEnumerable<RunDifference> Columns(RunRecord left, RunRecord right)
    {
        var mine = left.Data.Columns.ToDictionary(column => column.Name, column => column.Info.Title, StringComparer.Ordinal);
        var theirs = right.Data.Columns.ToDictionary(column => column.Name, column => column.Info.Title, StringComparer.Ordinal);
        return mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
            .SelectMany(name => Different("column", (name, mine.GetValueOrDefault(name), theirs.GetValueOrDefault(name))));
    }

    private static IEnumerable<RunDifference> Different(string area, params (string What, string? Left, string? Right)[] facts) => facts
        .Where(fact => (fact.Left ?? "") != (fact.Right ?? ""))
        .Select(fact => new RunDifference(area, fact.What, fact.Left ?? "", fact.Right ?? ""));

    private static Dictionary<string, RunDevice> ById(RunRecord run) => run.Devices.DistinctBy(device => device.Id).ToDictionary(device => device.Id, StringComparer.Ordinal);

    private static string Limits(RunDevice device) => device.Minimum is null && device.Maximum is null ? "" : $"{Text(device.Minimum)} to {Text(device.Maximum)}";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
