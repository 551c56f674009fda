namespace LabSdk;

/// <summary>
/// Keeps two programs from changing one folder of runs at once: an empty file beside the journals that is open as long as the change
/// takes. The operating system closes it with the process, however that ends.
/// </summary>
internal static class RunLock
{
    public const string FileName = "labruns.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Takes the lock if it is free.</summary>
    /// <returns>Dispose it to give it back; null when somebody else has it.</returns>
    /// <exception cref="IOException">There can be no lock in this folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    public static IDisposable? TryTake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Takes the lock, waiting for it a little.</summary>
    /// <inheritdoc cref="TryTake"/>
    public static async Task<IDisposable?> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        for (var started = clock.GetTimestamp(); ;)
        {
            if (TryTake(folder) is { } taken)
            {
                return taken;
            }

            if (clock.GetElapsedTime(started) > Patience)
            {
                return null;
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
