using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>The tables of the catalog, and whether a database has them.</summary>
internal static class CatalogSchema
{
    // "LRUN": tells our file from another program's that has the same name.
    private const int Application = 0x4C52554E;

    // Another version of LabSdk with other tables makes them anew: everything in them stands in the journals.
    private const int Version = 2;

    private const string Tables = """
        DROP TABLE IF EXISTS runs; DROP TABLE IF EXISTS notes; DROP TABLE IF EXISTS devices;
        CREATE TABLE runs(
            path TEXT PRIMARY KEY, length INTEGER NOT NULL, modified INTEGER NOT NULL, uid TEXT NOT NULL, name TEXT NOT NULL, plan TEXT NOT NULL,
            started INTEGER NOT NULL, stopped INTEGER, status TEXT, reason TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER,
            simulated INTEGER NOT NULL, good INTEGER, note TEXT, marked INTEGER, judge TEXT, user TEXT NOT NULL, host TEXT NOT NULL,
            process INTEGER NOT NULL, process_started INTEGER NOT NULL, fault TEXT);
        CREATE INDEX runs_started ON runs(started, path);
        CREATE INDEX runs_uid ON runs(uid);
        CREATE INDEX runs_name ON runs(name);
        CREATE TABLE notes(path TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, number REAL);
        CREATE INDEX notes_path ON notes(path);
        CREATE INDEX notes_text ON notes(key, text);
        CREATE TABLE devices(path TEXT NOT NULL, id TEXT NOT NULL);
        CREATE INDEX devices_path ON devices(path);
        CREATE INDEX devices_id ON devices(id);
        """;

    /// <summary>Sees to it that the tables are there; false when the database belongs to another program.</summary>
    public static bool Ensure(SqliteConnection connection)
    {
        if (IsOurs(connection))
        {
            return true;
        }

        // Once more under the lock: another process may have been quicker.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (IsOurs(connection))
        {
            return true;
        }

        if (Number(connection, "PRAGMA application_id") != Application && Number(connection, "SELECT count(*) FROM sqlite_master") != 0)
        {
            return false;
        }

        Run(connection, Tables);
        Run(connection, FormattableString.Invariant($"PRAGMA application_id = {Application}; PRAGMA user_version = {Version}"));
        transaction.Commit();
        return true;
    }

    /// <summary>Runs a statement without a result.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static bool IsOurs(SqliteConnection connection) =>
        Number(connection, "PRAGMA application_id") == Application && Number(connection, "PRAGMA user_version") == Version;

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
