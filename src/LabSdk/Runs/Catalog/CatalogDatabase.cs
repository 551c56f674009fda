using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>
/// The database beside the journals. It is an index and nothing else: one that is damaged is put aside and made anew, and where none
/// can be written or opened in time, this process keeps one in memory. No trouble with it hides a run.
/// </summary>
/// <remarks>Thread-safe, also between processes: every use opens its own connection.</remarks>
internal sealed class CatalogDatabase
{
    /// <summary>The name of the file in the folder of the runs.</summary>
    public const string FileName = "labruns.sqlite";

    private const string DamagedEnding = ".damaged";
    private const int CorruptCode = 11;
    private const int NotADatabaseCode = 26;

    private static readonly ConcurrentDictionary<string, CatalogDatabase> Known = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly Lock _gate = new();
    private SqliteConnection? _memory;

    private CatalogDatabase(string folder) => _folder = folder;

    private string Path => System.IO.Path.Combine(_folder, FileName);

    /// <summary>The database of a folder.</summary>
    /// <param name="folder">Absolute.</param>
    public static CatalogDatabase In(string folder) => Known.GetOrAdd(folder, path => new CatalogDatabase(path));

    /// <summary>How long to wait for other processes.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Uses the database after it was brought in line with the journals.</summary>
    /// <exception cref="RunCatalogException">The folder cannot be listed, or there is no database library.</exception>
    public T Use<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        SqliteLibrary.Need();
        var files = RunFile.In(_folder);
        for (var attempt = 0; files.Count > 0 || File.Exists(Path); attempt++)
        {
            try
            {
                using var connection = Open(Path);
                if (!CatalogSchema.Ensure(connection))
                {
                    break;
                }

                CatalogSync.Bring(connection, _folder, files, cancellationToken);
                return work(connection);
            }
            catch (SqliteException error) when (error.SqliteErrorCode is CorruptCode or NotADatabaseCode && attempt == 0 && PutAside())
            {
            }
            catch (SqliteException)
            {
                // Read-only folder, full disk, a lock that is held too long, damage that stays.
                break;
            }
        }

        lock (_gate)
        {
            var connection = _memory ??= OpenInMemory();
            CatalogSync.Bring(connection, _folder, files, cancellationToken);
            return work(connection);
        }
    }

    private static SqliteConnection Open(string source)
    {
        // A command that finds the database locked waits in the library, and is not tried again after that.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            CatalogSchema.Run(connection, FormattableString.Invariant($"PRAGMA busy_timeout = {(int)Patience.TotalMilliseconds}"));
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection OpenInMemory()
    {
        var connection = Open(":memory:");
        CatalogSchema.Ensure(connection);
        return connection;
    }

    // Kept, not deleted, should it be somebody's after all. One process at a time, and only while it is still damaged: another one may
    // have made a new database meanwhile.
    private bool PutAside()
    {
        try
        {
            using var taken = RunLock.TryTake(_folder);
            if (taken is null || IsSound())
            {
                return taken is not null;
            }

            File.Move(Path, Path + DamagedEnding, overwrite: true);
            File.Delete(Path + "-journal");
            File.Delete(Path + "-wal");
            File.Delete(Path + "-shm");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool IsSound()
    {
        try
        {
            using var connection = Open(Path);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            return command.ExecuteScalar() is "ok";
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
