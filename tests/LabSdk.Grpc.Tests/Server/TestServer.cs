using Grpc.Core;
using LabSdk.Grpc.Server;
using LabSdk.Grpc.Tests.Interop;

namespace LabSdk.Grpc.Tests.Server;

/// <summary>A server of the interop service (or another) with a client to it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private TestServer(GrpcServer server, GrpcChannel channel)
    {
        Server = server;
        Channel = channel;
        Invoker = channel.CreateCallInvoker();
        Client = new Interop.Interop.InteropClient(Invoker);
    }

    public GrpcServer Server { get; }

    public GrpcChannel Channel { get; }

    public CallInvoker Invoker { get; }

    public Interop.Interop.InteropClient Client { get; }

    public static async Task<TestServer> StartAsync(
        GrpcServerOptions? options = null, GrpcChannelOptions? channel = null, Interop.Interop.InteropBase? service = null)
    {
        options ??= new GrpcServerOptions();
        service ??= new InteropService();
        options.AddService(binder => Interop.Interop.BindService(binder, service));
        var server = await GrpcServer.StartAsync(options);
        return new TestServer(server, GrpcChannel.Create(server.Address, channel));
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await Server.DisposeAsync();
    }
}
