namespace Grpc.Core;

/// <summary>The client's stream of requests.</summary>
internal interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Tells the server that no more requests come.</summary>
    Task CompleteAsync();
}
