namespace Grpc.Core;

/// <summary>A stream of received messages; one reader at a time.</summary>
internal interface IAsyncStreamReader<out T>
{
    T Current { get; }

    /// <summary>Waits for the next message; false when the stream has ended with status OK.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
