namespace Grpc.Core;

/// <summary>The server's stream of replies.</summary>
internal interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
