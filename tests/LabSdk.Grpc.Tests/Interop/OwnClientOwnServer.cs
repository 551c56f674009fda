using LabSdk.Grpc.Server;

namespace LabSdk.Grpc.Tests.Interop;

/// <summary>The interop list with our client and our server.</summary>
public sealed class OwnClientOwnServer : IAsyncLifetime
{
    private GrpcServer? _server;
    private GrpcChannel? _channel;

    public static TheoryData<string> Cases => InteropCases.Names;

    public async Task InitializeAsync()
    {
        var options = new GrpcServerOptions();
        var service = new InteropService();
        options.AddService(binder => Interop.BindService(binder, service));
        _server = await GrpcServer.StartAsync(options);
        _channel = GrpcChannel.Create(_server.Address);
    }

    public async Task DisposeAsync()
    {
        await _channel!.DisposeAsync();
        await _server!.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Interop_case_passes(string name) =>
        InteropCases.All[name](new InteropPeer(_channel!, seesCompression: true)).WaitAsync(TimeSpan.FromSeconds(60));
}
