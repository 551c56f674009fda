using Grpc.Core;
using LabSdk.Grpc;
using LabSdk.Grpc.Credentials;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;
using GrpcHealth = LabSdk.Daq.Wire.GrpcHealth;

/// <summary>A daemon and generated clients on a channel without retries, so that every call is seen as it is.</summary>
internal sealed class DaemonFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _patience = new(Patience);

    private DaemonFixture(SimulatedDaemon daemon, GrpcCredentials? credentials)
    {
        Daemon = daemon;
        Channel = GrpcChannel.Create(daemon.Address, new GrpcChannelOptions { MaxAttempts = 1, Credentials = credentials });
        var invoker = Channel.CreateCallInvoker();
        Hardware = new HardwareService.HardwareServiceClient(invoker);
        Control = new ControlService.ControlServiceClient(invoker);
        Engine = new RunEngineService.RunEngineServiceClient(invoker);
        Scans = new ScanService.ScanServiceClient(invoker);
        Presets = new PresetService.PresetServiceClient(invoker);
        Modules = new ModuleService.ModuleServiceClient(invoker);
        Storage = new StorageService.StorageServiceClient(invoker);
        Plugins = new PluginService.PluginServiceClient(invoker);
        SystemHealth = new HealthService.HealthServiceClient(invoker);
        Health = new GrpcHealth.Health.HealthClient(invoker);
    }

    public SimulatedDaemon Daemon { get; }

    public GrpcChannel Channel { get; }

    public HardwareService.HardwareServiceClient Hardware { get; }

    public ControlService.ControlServiceClient Control { get; }

    public RunEngineService.RunEngineServiceClient Engine { get; }

    public ScanService.ScanServiceClient Scans { get; }

    public PresetService.PresetServiceClient Presets { get; }

    public ModuleService.ModuleServiceClient Modules { get; }

    public StorageService.StorageServiceClient Storage { get; }

    public PluginService.PluginServiceClient Plugins { get; }

    public HealthService.HealthServiceClient SystemHealth { get; }

    public GrpcHealth.Health.HealthClient Health { get; }

    /// <summary>Fires when a test has waited far too long.</summary>
    public CancellationToken Limit => _patience.Token;

    public static Task<DaemonFixture> FaithfulAsync(Action<SimulatedDaemonOptions>? change = null) =>
        StartAsync(SimulatedDaemonProfile.Faithful, change);

    public static Task<DaemonFixture> BenchAsync(Action<SimulatedDaemonOptions>? change = null) =>
        StartAsync(SimulatedDaemonProfile.Bench, change);

    public static async Task<RpcException> RefusedAsync(StatusCode code, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, refusal.StatusCode);
        return refusal;
    }

    public static async Task RefusedAsync(StatusCode code, string text, Func<Task> call) =>
        Assert.Equal(text, (await RefusedAsync(code, call)).Status.Detail);

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await Daemon.DisposeAsync();
        _patience.Dispose();
    }

    public Task MoveAsync(string device, double position, bool wait = true) => Hardware.MoveAbsoluteAsync(
        new MoveRequest { DeviceId = device, Value = position, WaitForCompletion = wait }, cancellationToken: Limit).ResponseAsync;

    public async Task<double> PositionAsync(string device) =>
        (await Hardware.GetDeviceStateAsync(new DeviceStateRequest { DeviceId = device }, cancellationToken: Limit)).Position;

    private static async Task<DaemonFixture> StartAsync(SimulatedDaemonProfile profile, Action<SimulatedDaemonOptions>? change)
    {
        var options = new SimulatedDaemonOptions { Profile = profile };
        change?.Invoke(options);
        return new DaemonFixture(await SimulatedDaemon.StartAsync(options), null);
    }
}
