using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>Asks the catalog of a folder, with the user's interrupt in mind.</summary>
internal static class RunQuery
{
    // A look at the newest runs is quick; who goes through all of them gets them in large pieces.
    private const int FirstPage = 64;
    private const int NextPages = 10_000;

    /// <summary>The runs that are meant in all folders, newest first, read as they are asked for.</summary>
    public static IEnumerable<RunRecord> Read(IReadOnlyList<string> folders, RunFilter filter)
    {
        if (folders.Count == 1)
        {
            return Read(folders[0], filter);
        }

        // A folder may lie in another one.
        return Merge([.. folders.Select(folder => Read(folder, filter))]).DistinctBy(run => run.Path);
    }

    private static IEnumerable<RunRecord> Merge(IReadOnlyList<IEnumerable<RunRecord>> lists)
    {
        var open = lists.Select(list => list.GetEnumerator()).ToList();
        try
        {
            open.RemoveAll(list => !list.MoveNext());
            while (open.Count > 0)
            {
                var newest = open.MaxBy(list => list.Current.Started)!;
                yield return newest.Current;
                if (!newest.MoveNext())
                {
                    open.Remove(newest);
                }
            }
        }
        finally
        {
            open.ForEach(list => list.Dispose());
        }
    }

    private static IEnumerable<RunRecord> Read(string folder, RunFilter filter)
    {
        RunFacts? last = null;
        for (var size = FirstPage; ; size = NextPages)
        {
            var after = last;
            var limit = size;
            var page = Ask(folder, connection => Page(connection, After(filter, after), limit));
            foreach (var facts in page)
            {
                var run = new RunRecord(folder, facts);
                if (filter.Outcome is not { } outcome || run.Outcome == outcome)
                {
                    yield return run;
                }
            }

            if (page.Count < limit)
            {
                yield break;
            }

            last = page[^1];
        }
    }

    /// <summary>How many runs are meant.</summary>
    public static int Count(IReadOnlyList<string> folders, RunFilter filter) =>
        folders.Count == 1 && filter.Outcome is null ? (int)Ask(folders[0], connection => Count(connection, filter)) : Read(folders, filter).Count();

    /// <summary>The names of the newest runs, for errors.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> folders) => [.. Read(folders, RunFilter.All).Take(FirstPage).Select(run => run.Name)];

    private static T Ask<T>(string folder, Func<SqliteConnection, T> question) => Blocking.Run(
        token => Task.Run(() => CatalogDatabase.In(folder).Use(question, token), CancellationToken.None),
        new BlockingCall($"Listing the runs in {folder}") { Timeout = Timeout.InfiniteTimeSpan });

    private static RunFilter After(RunFilter filter, RunFacts? last) => last is null
        ? filter
        : filter.And("started <= ?", last.Started.UtcTicks, "").And(FormattableString.Invariant($"(started < {last.Started.UtcTicks} OR path < ?)"), last.File.Path, "");

    private static List<RunFacts> Page(SqliteConnection connection, RunFilter filter, int limit)
    {
        using var command = connection.CreateCommand();
        filter.WriteTo(command, $"SELECT {CatalogRows.Columns} FROM runs", FormattableString.Invariant($" ORDER BY started DESC, path DESC LIMIT {limit}"));
        using var reader = command.ExecuteReader();
        var page = new List<RunFacts>();
        while (reader.Read())
        {
            page.Add(CatalogRows.Read(reader));
        }

        return page;
    }

    private static long Count(SqliteConnection connection, RunFilter filter)
    {
        using var command = connection.CreateCommand();
        filter.WriteTo(command, "SELECT count(*) FROM runs", "");
        return (long)command.ExecuteScalar()!;
    }
}
