using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>Writes runs into the catalog, within one transaction.</summary>
internal sealed class CatalogStore : IDisposable
{
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _run;
    private readonly SqliteCommand _note;
    private readonly SqliteCommand _device;

    public CatalogStore(SqliteConnection connection)
    {
        _delete = Command(connection, "DELETE FROM runs WHERE path = $path; DELETE FROM notes WHERE path = $path; DELETE FROM devices WHERE path = $path", "path");
        _run = Command(connection, $"INSERT INTO runs({CatalogRows.Columns}) VALUES({CatalogRows.Parameters})", CatalogRows.Names);
        _note = Command(connection, "INSERT INTO notes(path, key, text, number) VALUES($path, $key, $text, $number)", "path", "key", "text", "number");
        _device = Command(connection, "INSERT INTO devices(path, id) VALUES($path, $id)", "path", "id");
    }

    /// <summary>What the catalog holds, by path.</summary>
    public static Dictionary<string, RunFile> Files(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT path, length, modified FROM runs";
        using var reader = command.ExecuteReader();
        var files = new Dictionary<string, RunFile>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var file = new RunFile(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
            files[file.Path] = file;
        }

        return files;
    }

    public void Delete(string path) => Run(_delete, path);

    /// <summary>Adds a run, or replaces it.</summary>
    public void Put(RunFacts run)
    {
        Delete(run.File.Path);
        Run(_run, CatalogRows.Values(run));
        foreach (var note in run.Notes)
        {
            Run(_note, run.File.Path, note.Key, note.Text, note.Number);
        }

        foreach (var device in run.Devices)
        {
            Run(_device, run.File.Path, device);
        }
    }

    public void Dispose()
    {
        _delete.Dispose();
        _run.Dispose();
        _note.Dispose();
        _device.Dispose();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter("$" + name, null));
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
