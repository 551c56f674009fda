namespace LabSdk.Devices;

/// <summary>Gives a stream of values.</summary>
/// <typeparam name="T">What is streamed.</typeparam>
public interface IStreamSource<out T> : IDevice
{
    /// <summary>Streams until cancelled or until the peer ends it.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<T> StreamAsync(CancellationToken cancellationToken = default);
}
