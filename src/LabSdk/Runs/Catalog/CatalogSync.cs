using Microsoft.Data.Sqlite;

namespace LabSdk;

/// <summary>Brings the catalog in line with the journals: new, changed and deleted ones.</summary>
internal static class CatalogSync
{
    // What is done stays done when the user interrupts the first listing of a large folder.
    private const int Batch = 500;

    public static void Bring(SqliteConnection connection, string folder, IReadOnlyCollection<RunFile> files, CancellationToken cancellationToken)
    {
        var known = CatalogStore.Files(connection);
        var changed = files.Where(file => !known.Remove(file.Path, out var before) || before != file).ToArray();

        // What another process has listed in between is there, though not in this list.
        var gone = known.Keys.Where(path => !File.Exists(Path.Combine(folder, path))).ToArray();
        if (gone.Length > 0)
        {
            Write(connection, store => Array.ForEach(gone, store.Delete));
        }

        foreach (var batch in changed.Chunk(Batch))
        {
            var facts = Array.ConvertAll(batch, file =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return JournalSummary.Of(folder, file);
            });
            Write(connection, store => Array.ForEach(facts, store.Put));
        }
    }

    private static void Write(SqliteConnection connection, Action<CatalogStore> work)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using (var store = new CatalogStore(connection))
        {
            work(store);
        }

        transaction.Commit();
    }
}
