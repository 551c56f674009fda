namespace LabSdk.Mds;

/// <summary>What a Bluetooth stack has to do for <see cref="GattBackend"/>: three calls on the device's MDS service.</summary>
public interface IGattLink : IAsyncDisposable
{
    /// <summary>The device for people, for example its name and address.</summary>
    string Name { get; }

    /// <summary>Reads a characteristic, with long reads where the value does not fit into one packet.</summary>
    /// <param name="characteristic">One of <see cref="MdsGatt"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask<byte[]> ReadAsync(Guid characteristic, CancellationToken cancellationToken);

    /// <summary>Writes a characteristic with response.</summary>
    /// <param name="characteristic">One of <see cref="MdsGatt"/>.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask WriteAsync(Guid characteristic, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Subscribes to notifications, by writing the client configuration.</summary>
    /// <param name="characteristic">One of <see cref="MdsGatt"/>.</param>
    /// <param name="notified">Called with each notification; the bytes need to be valid during the call only. Null when the device is gone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask SubscribeAsync(Guid characteristic, Action<ReadOnlyMemory<byte>?> notified, CancellationToken cancellationToken);
}
