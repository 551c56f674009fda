namespace Grpc.Core;

/// <summary>A stream of messages to send; one writer at a time.</summary>
internal interface IAsyncStreamWriter<in T>
{
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message; completes when there is room for the next.</summary>
    Task WriteAsync(T message);

    /// <summary>Sends a message; completes when there is room for the next.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken);
}
