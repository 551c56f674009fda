namespace LabSdk.Mds;

public sealed partial class MdsClient
{
    /// <summary>Takes the chunks that a device prints on its console, until the stream ends.</summary>
    /// <param name="console">A serial port, a pipe, a file; not disposed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The number of chunks.</returns>
    public async Task<long> ProcessConsoleAsync(Stream console, CancellationToken cancellationToken = default)
    {
        var count = 0L;
        await foreach (var chunk in ConsoleChunks.ReadAsync(console, cancellationToken).ConfigureAwait(false))
        {
            ProcessChunk(chunk);
            count++;
        }

        return count;
    }

    /// <summary>Takes the chunks in a file of console output.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The number of chunks.</returns>
    public async Task<long> ProcessConsoleFileAsync(string path, CancellationToken cancellationToken = default)
    {
        var count = 0L;
        await foreach (var chunk in ConsoleChunks.ReadFileAsync(path, cancellationToken).ConfigureAwait(false))
        {
            ProcessChunk(chunk);
            count++;
        }

        return count;
    }
}
