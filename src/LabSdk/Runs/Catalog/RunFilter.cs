using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>Which runs of a folder are meant: conditions that all hold, as SQL with values beside it.</summary>
internal sealed record RunFilter
{
    public static RunFilter All { get; } = new();

    private ImmutableArray<(string Sql, object Value)> Conditions { get; init; } = [];

    /// <summary>What the database cannot know, because it depends on processes that come and go; null for all.</summary>
    public RunOutcome? Outcome { get; private init; }

    /// <summary>In words, for views and errors; empty for all runs.</summary>
    public ImmutableArray<string> Words { get; private init; } = [];

    public RunFilter Named(string pattern) => And(@"name LIKE ? ESCAPE '\'", Like(pattern), $"named '{pattern}'");

    public RunFilter Noted(string key) => And("path IN (SELECT path FROM notes WHERE key = ?)", key, $"with a note '{key}'");

    public RunFilter Noted(string key, object? value)
    {
        var note = RunNote.Of(key, value);
        var filter = this with { Conditions = Conditions.Add(("path IN (SELECT path FROM notes WHERE key = ?", key)) };
        return note.Number is { } number && double.IsFinite(number)
            ? filter.And("number = ?)", number, Said(note))
            : filter.And("text = ?)", note.Text, Said(note));
    }

    public RunFilter Since(DateTimeOffset time) => And("started >= ?", time.UtcTicks, $"since {Said(time)}");

    public RunFilter Until(DateTimeOffset time) => And("started < ?", time.UtcTicks, $"until {Said(time)}");

    public RunFilter With(string device) => And("path IN (SELECT path FROM devices WHERE id = ?)", device, $"with device '{device}'");

    public RunFilter Marked(bool isGood) => And("good = ?", isGood ? 1L : 0L, isGood ? "marked good" : "marked bad");

    public RunFilter Uid(string uid) => And(@"uid LIKE ? ESCAPE '\'", Like("*" + uid), $"with uid {uid}");

    public RunFilter Exactly(string name) => And("name = ?", name, $"named '{name}'");

    public RunFilter At(string path) => And("path = ?", path, $"in {path}");

    public RunFilter Standing(RunOutcome outcome)
    {
        var filter = this with { Outcome = outcome, Words = Words.Add($"with outcome {outcome}") };
        var sql = outcome switch
        {
            RunOutcome.Unreadable => "fault IS NOT NULL AND ?",
            <= RunOutcome.Stopped => "status IS NOT NULL AND ?",
            _ => "?",
        };
        return filter with { Conditions = filter.Conditions.Add((sql, 1L)) };
    }

    /// <summary>The part of a statement after FROM runs, and its values.</summary>
    public void WriteTo(SqliteCommand command, string start, string end)
    {
        // What is no journal is shown only to who asks for it.
        var sql = Outcome == RunOutcome.Unreadable ? "" : " WHERE fault IS NULL";
        foreach (var (condition, value) in Conditions)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"$v{command.Parameters.Count}");
            sql += (sql.Length == 0 ? " WHERE " : " AND ") + condition.Replace("?", name, StringComparison.Ordinal);
            command.Parameters.AddWithValue(name, value);
        }

        command.CommandText = start + sql + end;
    }

    /// <summary>Joins a further condition.</summary>
    internal RunFilter And(string sql, object value, string words) => this with { Conditions = Conditions.Add((sql, value)), Words = Words.Add(words) };

    private static string Said(RunNote note) => $"{note.Key} = {note.Text}";

    private static string Said(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Without a wildcard of its own a text may stand anywhere in the name.
    private static string Like(string pattern)
    {
        var like = pattern.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return like.AsSpan().IndexOfAny('*', '?') < 0 ? $"%{like}%" : like.Replace('*', '%').Replace('?', '_');
    }
}
