using System.Text.Json;
using LabSdk.Data;
using LabSdk.Display.Tests.Samples;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs.Catalog;

/// <summary>Runs whose journals hold the texts of a test in every place.</summary>
internal static class RunSamples
{
    private static readonly string Root = Directory.CreateTempSubdirectory("labsdk-run-samples").FullName;

    static RunSamples() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Root, recursive: true);

    public static IReadOnlyList<Sample> List { get; } =
    [
        new("runs", field => Written(field, 2)),
        new("run", field => Written(field, 1).Last),
        new("compared runs", field => Written(field, 2) is var runs ? runs.First().Diff(runs.Skip(1).First()) : null),
        new("unreadable run", _ => Unreadable()),
    ];

    private static RunCatalog Written(Func<string, string> field, int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, Guid.NewGuid().ToString("N"))).FullName;
        for (var i = 0; i < count; i++)
        {
            Write(Path.Combine(folder, $"{i}.labrun"), field, i);
        }

        return Lab.Runs.In(folder);
    }

    private static RunRecord Unreadable()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(Path.Combine(folder, "x.labrun"), "no journal");
        return Lab.Runs.In(folder).WithOutcome(RunOutcome.Unreadable).First();
    }

    private static void Write(string path, Func<string, string> field, int i)
    {
        var own = RunEnvironment.Current with { User = field("somebody"), Host = field("bench"), SdkVersion = field("1.0"), System = field("system"), Program = field("program"), Folder = field("folder"), GitCommit = field("commit"), Runtime = field("10") };
        JournalDevice Device(string id) => new(field(id), field(id), "daq", field("driver"), "stage", field("endpoint"), true, field("mm"), -1 - i, 1);
        var start = new JournalStart(
            field("uid") + i, field("name"), null, DateTimeOffset.UnixEpoch, field("a plan"), 3, PlanDescription.Of(Count(3)), [Device("stage")], [Device("power")], [0],
            new Dictionary<string, JsonElement> { [field("key") + "k"] = JsonSerializer.SerializeToElement(field("value") + i) }, own);
        JournalColumn Column(string name, ColumnRole role) => JournalColumn.Of(new ColumnInfo(field(name) + (int)role) { Role = role, Unit = field("unit"), Source = field("source") }, typeof(double));
        using var writer = JournalWriter.Create(
            JournalFile.Create(path), path, JournalSync.System, start, new JournalDescriptor([Column("position", ColumnRole.Setpoint), Column("power", ColumnRole.Detector)]));
        for (var row = 0; row < 3; row++)
        {
            writer.Append(row, TimeSpan.Zero, true, [row, row * 2.0]);
        }

        writer.Append(JournalRecordKind.Stop, new JournalStop(DateTimeOffset.UnixEpoch.AddSeconds(i), field("fail"), field("a reason"), 3, 0, 0));
        writer.Append(JournalRecordKind.Mark, new JournalMark(DateTimeOffset.UnixEpoch, false, field("a note"), field("judge")));
    }
}
