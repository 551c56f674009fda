using System.Net;
using LabSdk.Grpc.Server.Calls;
using LabSdk.Grpc.Server.Faults;
using LabSdk.Grpc.Server.Hosting;
using LabSdk.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LabSdk.Grpc.Server;

/// <summary>A gRPC server on one TCP port.</summary>
/// <remarks>Thread-safe. Disposing it cuts what <see cref="StopAsync"/> would have waited for.</remarks>
public sealed class GrpcServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConnectionRegistry _connections;
    private int _disposed;

    private GrpcServer(WebApplication app, ConnectionRegistry connections, GrpcServerOptions options)
    {
        _app = app;
        _connections = connections;
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Port = BindingAddress.Parse(bound[0]).Port;
        PagePort = options.PagePort is null ? null : BindingAddress.Parse(bound[^1]).Port;
        var host = IPAddress.Parse(options.BindAddress);
        var reachable = host.Equals(IPAddress.Any) ? IPAddress.Loopback
            : host.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : host;
        Address = new UriBuilder(options.Certificate is null ? "http" : "https", reachable.ToString(), Port).Uri;
    }

    /// <summary>The TCP port it listens on.</summary>
    public int Port { get; }

    /// <summary>The port of the pages; null when there is none.</summary>
    internal int? PagePort { get; }

    /// <summary>An address that clients on this machine can use.</summary>
    public Uri Address { get; }

    /// <summary>How many connections are open now.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Starts a server; it accepts calls when the task completes.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LabConfigurationException">An option is not usable.</exception>
    /// <exception cref="LabConnectionException">The port cannot be opened, for example because it is taken.</exception>
    public static async Task<GrpcServer> StartAsync(GrpcServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Copy();
        OptionsValidator.Validate(options, "the gRPC server");
        var connections = new ConnectionRegistry(options.Interceptors.Any(interceptor => interceptor is FaultInjector));
        var dispatcher = new GrpcDispatcher(options, connections);
        var app = Build(options, connections);
        app.Run(dispatcher.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new GrpcServer(app, connections, options);
        }
        catch (Exception failure)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            if (failure is IOException or System.Net.Sockets.SocketException)
            {
                throw new LabConnectionException(
                    GrpcErrorIds.ServerStart,
                    $"The gRPC server cannot listen on {options.BindAddress}:{options.Port}: {failure.Message}",
                    "Choose another port (0 picks a free one) or stop the program that uses it.",
                    isTransient: false,
                    failure);
            }

            throw;
        }
    }

    /// <summary>Stops accepting calls, lets running ones finish for <see cref="GrpcServerOptions.StopTimeout"/>, then cuts them.</summary>
    /// <param name="cancellationToken">Cuts at once.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _app.StopAsync(cancellationToken).ConfigureAwait(false);
        _connections.CutAll();
    }

    /// <summary>Cuts all connections in the middle of whatever they carry and stops, as a killed process would.</summary>
    public async Task AbortAsync()
    {
        // Stop listening first, or a quick client is back before the last connection is cut.
        var stopping = _app.StopAsync(new CancellationToken(canceled: true));
        _connections.CutAll();
        await stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connections.CutAll();
    }

    /// <summary>Cuts all connections but goes on listening, as a pulled and replugged cable would.</summary>
    public void CutConnections() => _connections.CutAll();

    /// <summary>Stops the server, cutting what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await AbortAsync().ConfigureAwait(false);
            await _app.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static WebApplication Build(GrpcServerOptions options, ConnectionRegistry connections)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = null;
            limits.MinRequestBodyDataRate = null;
            limits.MinResponseDataRate = null;
            limits.MaxRequestHeadersTotalSize = 16 * 1024;
            limits.KeepAliveTimeout = TimeSpan.FromDays(1);
            limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
            limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
            kestrel.Listen(IPAddress.Parse(options.BindAddress), options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (options.Certificate is not null)
                {
                    listen.UseHttps(ServerTls.Create(options));
                }

                // Inside TLS, where HTTP/2 frames can be seen.
                listen.Use(next => connection => connections.TrackAsync(connection, next));
            });
            if (options.PagePort is { } pages)
            {
                kestrel.Listen(IPAddress.Parse(options.BindAddress), pages, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });
        return builder.Build();
    }
}
