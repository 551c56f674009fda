using Grpc.Core;
using LabSdk.Benchmarks.Grpc;
using LabSdk.Grpc;
using LabSdk.Grpc.Server;

namespace LabSdk.Benchmarks.Comparisons.Grpc;

/// <summary>Our server and our client, in this process.</summary>
internal sealed class OwnSide : IAsyncDisposable
{
    private readonly GrpcServer _server;
    private readonly GrpcChannel _channel;

    private OwnSide(GrpcServer server)
    {
        _server = server;
        _channel = GrpcChannel.Create(server.Address);
        Invoker = _channel.CreateCallInvoker();
        Client = new Bench.BenchClient(Invoker);
    }

    public CallInvoker Invoker { get; }

    public Bench.BenchClient Client { get; }

    public static async Task<OwnSide> StartAsync()
    {
        var options = new GrpcServerOptions();
        options.AddService(binder => Bench.BindService(binder, new BenchService()));
        return new OwnSide(await GrpcServer.StartAsync(options));
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _server.DisposeAsync();
    }
}
