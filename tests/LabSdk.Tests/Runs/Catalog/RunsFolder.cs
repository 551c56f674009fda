using LabSdk.Data;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs.Catalog;

/// <summary>A folder with runs, which goes away with the test.</summary>
internal sealed class RunsFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("labsdk-catalog").FullName;

    public RunCatalog Runs => Lab.Runs.In(Path);

    public string Database => System.IO.Path.Combine(Path, CatalogDatabase.FileName);

    /// <summary>Measures a run of a motor and a detector into the folder.</summary>
    public ScanResult Measure(string name, object? notes = null, int points = 5, string detector = "power", Func<ScanPlan, ScanPlan>? with = null)
    {
        var plan = Scan(new SoftMotor("stage", -100, 100), 0, 4, points).Read(new SoftDetector(detector)).Journal(Path);
        plan = notes is null ? plan : plan.WithMetadata(notes);
        return (with?.Invoke(plan) ?? plan).Run(name);
    }

    /// <summary>Writes the journal of a run that another process began and gave no end.</summary>
    public string Begin(string name, RunEnvironment environment, int rows = 3, DateTimeOffset? started = null)
    {
        var uid = Guid.CreateVersion7().ToString();
        var path = System.IO.Path.Combine(Path, $"{uid}.labrun");
        var start = new JournalStart(
            uid, name, null, started ?? DateTimeOffset.UtcNow, "count", 10, PlanDescription.Of(Count(10)), [], [], [], new Dictionary<string, System.Text.Json.JsonElement>(), environment);
        var column = JournalColumn.Of(new ColumnInfo("point") { Role = ColumnRole.Index }, typeof(long));
        using var writer = JournalWriter.Create(JournalFile.Create(path), path, JournalSync.System, start, new JournalDescriptor([column]));
        for (var row = 0; row < rows; row++)
        {
            writer.Append(row, TimeSpan.FromSeconds(row), true, [(long)row]);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
