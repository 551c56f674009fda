using LabSdk.Daq.Wire;
using LabSdk.Grpc.Server;
using GrpcHealth = LabSdk.Daq.Wire.GrpcHealth;

namespace LabSdk.Simulation.Daq;

/// <summary>Puts services, manners and limits of the daemon onto a gRPC server.</summary>
internal static class ServerSetup
{
    public static GrpcServerOptions For(
        SimulatedDaemonOptions options, int port, DaemonState state, DaemonFaults faults, DaemonCalls calls)
    {
        var server = new GrpcServerOptions
        {
            BindAddress = options.Host,
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
        server.AddService(binder => GrpcHealth.Health.BindService(binder, new GrpcHealthHost()));
    }
}
