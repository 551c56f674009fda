using Microsoft.Data.Sqlite;

namespace LabSdk.Tests.Runs.Catalog;

/// <summary>Whatever happens to the database, every run is listed.</summary>
public sealed class CatalogDatabaseTests : IDisposable
{
    private readonly RunsFolder _folder = new();

    public CatalogDatabaseTests()
    {
        for (var i = 0; i < 3; i++)
        {
            _folder.Begin($"run {i}", RunEnvironment.Current, started: DateTimeOffset.UnixEpoch.AddDays(i));
        }

        AssertListed();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Deleted_database_is_made_anew()
    {
        File.Delete(_folder.Database);
        AssertListed();
        Assert.True(File.Exists(_folder.Database));
    }

    [Fact]
    public void Damaged_database_is_put_aside_and_made_anew()
    {
        var whole = File.ReadAllBytes(_folder.Database);
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            var damaged = (byte[])whole.Clone();
            var at = i < 4 ? 0 : random.Next(damaged.Length - 600);
            random.NextBytes(damaged.AsSpan(at, 600));
            File.WriteAllBytes(_folder.Database, i % 5 == 4 ? damaged[..random.Next(1, damaged.Length)] : damaged);

            // Cells of the index may have been hit without breaking it; the journals then change a file or two, as they would in a lab.
            foreach (var journal in Directory.GetFiles(_folder.Path, "*.labrun"))
            {
                File.SetLastWriteTimeUtc(journal, DateTime.UnixEpoch.AddDays(100 + i));
            }

            AssertListed();
        }
    }

    [Fact]
    public void Database_of_another_program_is_left_alone()
    {
        File.Delete(_folder.Database);
        using (var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            other.Open();
            CatalogSchema.Run(other, "CREATE TABLE precious(x); INSERT INTO precious VALUES(1)");
        }

        var before = File.ReadAllBytes(_folder.Database);
        AssertListed();
        _folder.Begin("run 3", RunEnvironment.Current, started: DateTimeOffset.UnixEpoch.AddDays(3));
        Assert.Equal("run 3", _folder.Runs.Last.Name);
        Assert.Equal(before, File.ReadAllBytes(_folder.Database));
    }

    [Fact]
    public void Place_where_no_database_can_be_written_lists_all_the_same()
    {
        File.Delete(_folder.Database);
        Directory.CreateDirectory(_folder.Database);
        AssertListed();
        Assert.Equal(3, _folder.Runs.Named("run").Count);
    }

    [Fact]
    public void Database_of_an_older_version_is_made_anew()
    {
        using (var old = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            old.Open();
            CatalogSchema.Run(old, "DROP TABLE notes; PRAGMA user_version = 0");
        }

        AssertListed();
        Assert.Empty(_folder.Runs.WithNote("x"));
    }

    [Fact]
    public void Database_that_somebody_holds_locked_hides_nothing()
    {
        var patience = CatalogDatabase.Patience;
        CatalogDatabase.Patience = TimeSpan.FromMilliseconds(20);
        try
        {
            using var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
            other.Open();
            CatalogSchema.Run(other, "BEGIN EXCLUSIVE");
            AssertListed();
        }
        finally
        {
            CatalogDatabase.Patience = patience;
        }
    }

    /// <summary>Writers and listers at once: who lists sees every run that had ended before.</summary>
    [Fact]
    public async Task Listing_while_others_measure_and_list_never_misses_a_run()
    {
        var done = 0;
        var writers = Enumerable.Range(0, 3).Select(who => Task.Run(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                _folder.Measure($"writer {who} {i}");
                Interlocked.Increment(ref done);
            }
        })).ToArray();
        var listers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (var last = false; !last;)
            {
                last = writers.All(writer => writer.IsCompleted);
                var before = Volatile.Read(ref done) + 3;
                var names = _folder.Runs.Select(run => run.Name).ToArray();
                Assert.InRange(names.Length, before, 63);
                Assert.Equal(names.Length, names.Distinct().Count());
            }
        }));
        await Task.WhenAll(writers.Concat(listers)).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(63, _folder.Runs.Count);
    }

    private void AssertListed()
    {
        Assert.Equal(["run 2", "run 1", "run 0"], _folder.Runs.Select(run => run.Name));
        Assert.All(_folder.Runs, run => Assert.Equal((RunOutcome.Lost, 3), (run.Outcome, run.PointsDone)));
    }
}
