namespace LabSdk.Mds.Transport;

/// <summary>A backend that reads best on a thread of its own: no allocation per packet, and a busy thread pool cannot stall it.</summary>
internal interface IBlockingReader
{
    /// <summary>Reads the next stream packet without its report id; blocks.</summary>
    /// <param name="payload">At least 256 bytes.</param>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="cancellationToken">Ends the wait within 100 ms.</param>
    /// <returns>Bytes read, or <see cref="IMdsBackend.TimedOut"/>.</returns>
    int ReadPacket(Span<byte> payload, TimeSpan timeout, CancellationToken cancellationToken);
}
