using System.Diagnostics;
using System.Globalization;
using LabSdk.Tests.Scans;
using static LabSdk.Plans;

namespace LabSdk.Tests.Runs.Catalog;

/// <summary>Several processes in one folder: two measure and judge, one deletes, this one lists.</summary>
public sealed class CrowdedFolderTests : IDisposable
{
    /// <summary>Asks this assembly, as another process, to measure and judge.</summary>
    public const string WriterVerb = "write-runs";

    /// <summary>Asks it to delete what it may.</summary>
    public const string DeleterVerb = "delete-runs";

    private const int RunsOfEach = 25;
    private const string Doomed = "doomed";
    private readonly RunsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The process that measures: every fifth run is meant to be deleted, every other one is judged.</summary>
    public static int Write(string folder, string who)
    {
        for (var i = 0; i < RunsOfEach; i++)
        {
            var name = i % 5 == 0 ? Doomed : string.Create(CultureInfo.InvariantCulture, $"{who} {i}");
            Scan(new SoftMotor("stage"), 0, 4, 5).Read(new SoftDetector("power")).WithMetadata(new { who, number = i }).Journal(folder).Run(name);
            if (name != Doomed)
            {
                // From the catalog, not by its file: the writer looks while all others change the folder.
                Patiently(() => Lab.Runs.In(folder)[name].MarkGood(who));
            }
        }

        return 0;
    }

    /// <summary>The process that deletes until it has found what both writers left for it.</summary>
    public static int Delete(string folder)
    {
        var patience = Stopwatch.StartNew();
        for (var left = 2 * RunsOfEach / 5; left > 0;)
        {
            foreach (var run in Lab.Runs.In(folder).Named(Doomed).WithOutcome(RunOutcome.Success))
            {
                Patiently(() => run.Delete(Doomed));
                left--;
            }

            if (patience.Elapsed > TimeSpan.FromMinutes(2))
            {
                Console.Error.WriteLine($"{left} runs did not come.");
                return 1;
            }
        }

        return 0;
    }

    [Fact]
    public async Task Processes_that_measure_judge_and_delete_lose_nothing()
    {
        Process[] others = [Start(WriterVerb, _folder.Path, "anna"), Start(WriterVerb, _folder.Path, "bert"), Start(DeleterVerb, _folder.Path)];
        var errors = Task.WhenAll(others.Select(process => process.StandardError.ReadToEndAsync()));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            var ends = Task.WhenAll(others.Select(process => process.WaitForExitAsync(limit.Token)));
            while (!ends.IsCompleted)
            {
                Assert.All(_folder.Runs, run => Assert.InRange(run.PointsDone, 0, 5));
                await Task.WhenAny(ends, Task.Delay(20, limit.Token));
            }

            await ends;
            Assert.True(others.All(process => process.ExitCode == 0), string.Join('\n', await errors));
        }
        finally
        {
            Array.ForEach(others, process => process.Kill());
            Array.ForEach(others, process => process.Dispose());
        }

        Assert.Empty(_folder.Runs.Named(Doomed));
        Assert.Empty(_folder.Runs.Unreadable);
        foreach (var who in new[] { "anna", "bert" })
        {
            var runs = _folder.Runs.Where("who", who).MarkedGood().ToArray();
            Assert.Equal(RunsOfEach - (RunsOfEach / 5), runs.Length);
            Assert.All(runs, run => Assert.Equal((RunOutcome.Success, 5, 0, who), (run.Outcome, run.Data.RowCount, run.DamagedRecords, run.Mark!.Note)));
        }
    }

    // A lock that is held for longer than the patience of a call is told as transient: a user would try again.
    private static void Patiently(Action call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                call();
                return;
            }
            catch (RunCatalogException error) when (error.IsTransient && attempt < 20)
            {
            }
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(CrowdedFolderTests).Assembly.Location, .. arguments]) { RedirectStandardError = true })!;
}
