using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using LabSdk.Grpc.Server;
using LabSdk.Odp.Tests.Protos;

namespace LabSdk.Odp.Tests.StreamApi;

/// <summary>A server of all methods of the protocol on a real port, which answers with bytes that a test gives, and knows no message.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly Marshaller<byte[]> Raw = new(bytes => bytes, bytes => bytes);

    private readonly ConcurrentDictionary<string, Script> _scripts = new();
    private GrpcServer? _server;
    private int _running;

    public ConcurrentQueue<(string Path, byte[] Request)> Requests { get; } = new();

    /// <summary>Calls that run now.</summary>
    public int Running => Volatile.Read(ref _running);

    public string Endpoint => $"odp+grpc://{_server!.Address.Authority}";

    public GrpcServer Server => _server!;

    public static async Task<ScriptedServer> StartAsync()
    {
        var scripted = new ScriptedServer();
        scripted.Answer("GetCurrentSessions", new LabSdk.Odp.Wire.Api.GetCurrentSessionsResponse { Success = true });
        var options = new GrpcServerOptions();
        foreach (var method in ProtocolTable.Files.Values.SelectMany(file => file.Services).SelectMany(service => service.Methods))
        {
            options.AddService(binder => scripted.Bind(binder, method));
        }

        scripted._server = await GrpcServer.StartAsync(options);
        return scripted;
    }

    public Task<OdpStreamClient> ConnectAsync(OdpStreamOptions? options = null) => OdpStreamClient.ConnectAsync(
        Endpoint, (options ?? new OdpStreamOptions()) with { KeyGenerator = Server.Address.Authority });

    public void Answer(string method, params IReadOnlyList<IMessage> messages) => _scripts[method] = new Script([.. messages.Select(message => message.ToByteArray())], null, false);

    public void AnswerBytes(string method, params IReadOnlyList<byte[]> messages) => _scripts[method] = new Script(messages, null, false);

    public void Fail(string method, StatusCode code, string text) => _scripts[method] = new Script([], new Status(code, text), false);

    /// <summary>Sends messages, then goes on for ever.</summary>
    public void Hang(string method, params IReadOnlyList<IMessage> messages) => _scripts[method] = new Script([.. messages.Select(message => message.ToByteArray())], null, true);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private void Bind(ServiceBinderBase binder, MethodDescriptor method)
    {
        var type = method.IsServerStreaming ? MethodType.ServerStreaming : method.IsClientStreaming ? MethodType.ClientStreaming : MethodType.Unary;
        var raw = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, Raw, Raw);
        switch (type)
        {
            case MethodType.ServerStreaming:
                binder.AddMethod(raw, new ServerStreamingServerMethod<byte[], byte[]>((request, answers, call) => RunAsync(raw, [request], call, answers.WriteAsync)));
                break;
            case MethodType.ClientStreaming:
                binder.AddMethod(raw, new ClientStreamingServerMethod<byte[], byte[]>(async (requests, call) =>
                {
                    var all = new List<byte[]>();
                    while (await requests.MoveNext(call.CancellationToken))
                    {
                        all.Add(requests.Current);
                    }

                    return await OneAsync(raw, all, call);
                }));
                break;
            default:
                binder.AddMethod(raw, new UnaryServerMethod<byte[], byte[]>((request, call) => OneAsync(raw, [request], call)));
                break;
        }
    }

    private async Task<byte[]> OneAsync(Method<byte[], byte[]> method, IReadOnlyList<byte[]> requests, ServerCallContext call)
    {
        byte[] answer = [];
        await RunAsync(method, requests, call, bytes =>
        {
            answer = bytes;
            return Task.CompletedTask;
        });
        return answer;
    }

    private async Task RunAsync(Method<byte[], byte[]> method, IReadOnlyList<byte[]> requests, ServerCallContext call, Func<byte[], Task> send)
    {
        Interlocked.Increment(ref _running);
        try
        {
            foreach (var request in requests)
            {
                Requests.Enqueue((method.FullName, request));
            }

            var script = _scripts.GetValueOrDefault(method.Name) ?? new Script([], null, false);
            if (script.Failure is { } failure)
            {
                throw new RpcException(failure);
            }

            foreach (var message in script.Messages)
            {
                await send(message);
            }

            if (script.Hangs)
            {
                await Task.Delay(Timeout.Infinite, call.CancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private sealed record Script(IReadOnlyList<byte[]> Messages, Status? Failure, bool Hangs);
}
