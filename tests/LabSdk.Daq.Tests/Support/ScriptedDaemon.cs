using Grpc.Core;
using LabSdk.Daq.Wire;
using LabSdk.Grpc.Server;

namespace LabSdk.Daq.Tests;

/// <summary>A daemon that does what a test says, on a real socket. Every call is counted.</summary>
internal sealed class ScriptedDaemon : IAsyncDisposable
{
    private GrpcServer? _server;

    public ScriptedHardware Hardware { get; } = new();

    public ScriptedControl Control { get; } = new();

    public ScriptedRunEngine RunEngine { get; } = new();

    public ScriptedServices Services { get; } = new();

    public int Port { get; private set; }

    public string Address => $"http://127.0.0.1:{Port}";

    public GrpcServer Server => _server ?? throw new InvalidOperationException("The daemon does not run.");

    public Action<GrpcServerOptions>? Configure { get; init; }

    public static async Task<ScriptedDaemon> StartAsync(Action<GrpcServerOptions>? configure = null)
    {
        var daemon = new ScriptedDaemon { Configure = configure };
        await daemon.RestartAsync();
        return daemon;
    }

    public async Task RestartAsync()
    {
        var options = new GrpcServerOptions { Port = Port, MaxSendMessageBytes = 64 << 20 };
        options.AddService(binder => HardwareService.BindService(binder, Hardware));
        options.AddService(binder => ControlService.BindService(binder, Control));
        options.AddService(binder => RunEngineService.BindService(binder, RunEngine));
        Services.AddTo(options);
        Configure?.Invoke(options);
        _server = await GrpcServer.StartAsync(options);
        Port = _server.Port;
    }

    public async Task KillAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    public Task<DaqClient> ConnectAsync(Action<DaqOptions>? configure = null)
    {
        var options = new DaqOptions { Address = Address, Randomizer = () => 0 };
        configure?.Invoke(options);
        return DaqClient.ConnectAsync(options);
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    public static RpcException Error(StatusCode code, string text, params (string Key, string Value)[] trailers)
    {
        var metadata = new Metadata();
        foreach (var (key, value) in trailers)
        {
            metadata.Add(key, value);
        }

        return new RpcException(new Status(code, text), metadata);
    }
}
