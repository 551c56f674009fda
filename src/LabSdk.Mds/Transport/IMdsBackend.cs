namespace LabSdk.Mds;

/// <summary>
/// A link to one device, by channel: HID, BLE, serial, or your own. The client owns its backend, calls it from one thread
/// at a time per direction, and disposes it once.
/// </summary>
/// <remarks>
/// Errors: throw <see cref="MdsTransportException"/>, or a plain <see cref="IOException"/>, <see cref="TimeoutException"/>
/// or <see cref="NotSupportedException"/>, which the client turns into its own.
/// </remarks>
public interface IMdsBackend : IAsyncDisposable
{
    /// <summary>What <see cref="ReadAsync"/> returns when nothing came in time.</summary>
    public const int TimedOut = -1;

    /// <summary>What the link is and what it knows about the device without asking it.</summary>
    MdsLink Link => MdsLink.Unknown;

    /// <summary>Reads the value of a config item, or the next stream packet.</summary>
    /// <param name="channel">One of the four config items, or <see cref="MdsChannel.StreamData"/>.</param>
    /// <param name="buffer">Where the payload goes, without a report id.</param>
    /// <param name="timeout">How long to wait; null for no limit, zero to look only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Bytes read, 0 to the length of the buffer, or <see cref="TimedOut"/>.</returns>
    ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken);

    /// <summary>Writes an item: one byte to <see cref="MdsChannel.StreamControl"/>.</summary>
    /// <param name="channel">The item.</param>
    /// <param name="data">The payload.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
