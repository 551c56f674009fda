using LabSdk.Grpc.Server;

namespace LabSdk.Simulation.Daq;

// Inside the namespace, so that the daemon's messages win over facade types of the same name.
using LabSdk.Daq.Wire;
using GrpcHealth = LabSdk.Daq.Wire.GrpcHealth;

/// <summary>Puts services, manners and limits of the daemon onto a gRPC server.</summary>
internal static class ServerSetup
{
    public static GrpcServerOptions For(
        SimulatedDaemonOptions options, int port, DaemonState state, DaemonFaults faults, DaemonCalls calls)
    {
        var server = new GrpcServerOptions
        {
            // The server takes addresses only; the usual name for this machine is worth knowing.
            BindAddress = options.Host == "localhost" ? "127.0.0.1" : options.Host,
            Port = port,
            Style = state.Quirks.DeadlineAnsweredAsCancelled ? GrpcServerStyle.Tonic : GrpcServerStyle.Standard,
            AcceptCompression = false,
            Certificate = options.Certificate,
            CertificateKey = options.CertificateKey,
            TimeProvider = options.Time,
        };
        server.AddInterceptor(calls.Interceptor);
        if (options.Token is { } token)
        {
            server.AddInterceptor(new TokenInterceptor(token, options.Time));
        }

        server.AddInterceptor(faults.Transport);
        server.AddInterceptor(faults.Answers);
        AddServices(server, state);
        return server;
    }

    private static void AddServices(GrpcServerOptions server, DaemonState state)
    {
        server.AddService(binder => HardwareService.BindService(binder, new HardwareServiceHost(state)));
        server.AddService(binder => ControlService.BindService(binder, new ControlServiceHost(state)));
        server.AddService(binder => RunEngineService.BindService(binder, new RunEngineServiceHost(state)));
        server.AddService(binder => ScanService.BindService(binder, new ScanServiceHost(state)));
        server.AddService(binder => PresetService.BindService(binder, new PresetServiceHost(state)));
        server.AddService(binder => ModuleService.BindService(binder, new ModuleServiceHost(state)));
        server.AddService(binder => StorageService.BindService(binder, new StorageServiceHost(state)));
        server.AddService(binder => HealthService.BindService(binder, new HealthServiceHost(state)));
        server.AddService(binder => GrpcHealth.Health.BindService(binder, new GrpcHealthHost()));
    }
}
