using System.Collections.Concurrent;
using Grpc.Core;
using LabSdk.Grpc.Client;
using LabSdk.Grpc.Credentials;
using LabSdk.Grpc.Wire;
using LabSdk.Options;

namespace LabSdk.Grpc;

/// <summary>
/// A connection to one gRPC server. Creating it does no network traffic: the first call connects, and a lost connection is
/// opened again by the next call.
/// </summary>
/// <remarks>Thread-safe; one channel carries any number of calls at the same time.</remarks>
public sealed class GrpcChannel : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _closed = new();
    private readonly ConcurrentDictionary<string, Uri> _methods = new();
    private int _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
    {
        Address = address;
        Options = options;
        Closed = _closed.Token;
        ReceiveLimits = new MessageLimits(options.MaxReceiveMessageBytes);
        _http = new HttpMessageInvoker(CreateHandler(address, options), disposeHandler: true);
    }

    /// <summary>The address of the server.</summary>
    public Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal MessageLimits ReceiveLimits { get; }

    internal HttpMessageInvoker Http => _http;

    /// <summary>Fires when the channel is disposed; stays usable after that.</summary>
    internal CancellationToken Closed { get; }

    internal bool IsClosed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Creates a channel.</summary>
    /// <param name="address"><c>host:port</c>, <c>http://host:port</c> or <c>https://host:port</c>.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <exception cref="LabConfigurationException">The address or an option is not usable, or a credential would travel in plain text.</exception>
    public static GrpcChannel Create(string address, GrpcChannelOptions? options = null) =>
        Create(GrpcAddress.Parse(address), options);

    /// <inheritdoc cref="Create(string, GrpcChannelOptions?)"/>
    public static GrpcChannel Create(Uri address, GrpcChannelOptions? options = null)
    {
        GrpcAddress.Check(address);
        options = options?.Copy() ?? new GrpcChannelOptions();
        OptionsValidator.Validate(options, "the gRPC channel");
        if (options.Credentials is not null && address.Scheme == Uri.UriSchemeHttp
            && !GrpcAddress.IsLoopback(address) && !options.AllowCredentialsOverPlainHttp)
        {
            throw new LabConfigurationException(
                GrpcErrorIds.InsecureCredentials,
                $"The credentials for {address.Authority} would travel over plain http and could be read by anyone on the way.",
                $"Use https://{address.Authority}, or set {nameof(GrpcChannelOptions.AllowCredentialsOverPlainHttp)} in a network you trust.");
        }

        return new GrpcChannel(address, options);
    }

    /// <summary>Cancels all calls and closes the connections. Further calls fail.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _closed.CancelAsync().ConfigureAwait(false);
            _http.Dispose();
            _closed.Dispose();
        }
    }

    /// <summary>The address of a method; remembered, because reading an address costs more than the rest of a request.</summary>
    internal Uri UriOf(string method) =>
        _methods.GetOrAdd(method, static (path, address) => new Uri(address, path), Address);

    /// <summary>What generated clients are built on.</summary>
    internal CallInvoker CreateCallInvoker() => Options.Replay is { } replay ? new ReplayCallInvoker(replay, Options) : new GrpcCallInvoker(this);

    private static SocketsHttpHandler CreateHandler(Uri address, GrpcChannelOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ConnectTimeout = options.ConnectTimeout,
            KeepAlivePingDelay = options.KeepAliveDelay,
            KeepAlivePingTimeout = options.KeepAliveTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            InitialHttp2StreamWindowSize = options.StreamWindowBytes,
            MaxResponseHeadersLength = GrpcDefaults.MaxHeaderKilobytes,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.UseProxy,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            ActivityHeadersPropagator = null,
        };
        if (address.Scheme == Uri.UriSchemeHttps)
        {
            handler.SslOptions = TlsFactory.Create(options.Tls ?? new GrpcTlsOptions());
        }

        return handler;
    }
}
