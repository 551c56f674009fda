using Grpc.Core;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>The methods of all services by path.</summary>
internal sealed class MethodTable : ServiceBinderBase
{
    private readonly Dictionary<string, ServerMethod> _methods = new(StringComparer.Ordinal);

    public MethodTable(IEnumerable<Action<ServiceBinderBase>> services)
    {
        foreach (var bind in services)
        {
            bind(this);
        }
    }

    public ServerMethod? Find(string path) => _methods.GetValueOrDefault(path);

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        Add(new UnaryMethod<TRequest, TResponse>(method, handler!));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        Add(new ClientStreamingMethod<TRequest, TResponse>(method, handler!));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        Add(new ServerStreamingMethod<TRequest, TResponse>(method, handler!));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
        Add(new DuplexMethod<TRequest, TResponse>(method, handler!));

    private void Add(ServerMethod method) => _methods.Add(method.Method.FullName, method);
}
