using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LabSdk.Grpc.Client;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk.Grpc;

/// <summary>Settings of a <see cref="GrpcChannel"/>. They are copied when the channel is created; later changes have no effect.</summary>
public sealed class GrpcChannelOptions : IValidatableObject
{
    /// <summary>Gets or sets the largest message that is accepted, in bytes, measured after decompression.</summary>
    /// <value>Default 104,857,600 (100 MiB). Range 1 to 2,147,483,591.</value>
    [Range(1, 2_147_483_591)]
    public int MaxReceiveMessageBytes { get; set; } = GrpcDefaults.MaxMessageBytes;

    /// <summary>Gets or sets the largest message that is sent, in bytes, as it is sent.</summary>
    /// <value>Default 104,857,600 (100 MiB). Range 1 to 2,147,483,591.</value>
    [Range(1, 2_147_483_591)]
    public int MaxSendMessageBytes { get; set; } = GrpcDefaults.MaxMessageBytes;

    /// <summary>Gets or sets how long one attempt to connect may take.</summary>
    /// <value>Default 10 s. Range 10 ms to 10 minutes, or infinite.</value>
    [DurationRange(0.01, 600, AllowInfinite = true)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(GrpcDefaults.ConnectTimeoutSeconds);

    /// <summary>Gets or sets after how much silence of the server, while calls run, a ping asks whether it is still there.</summary>
    /// <value>Default 30 s. Range 1 s to 1 h; infinite switches pings off.</value>
    /// <remarks>Idle connections are not pinged. Servers built on the gRPC C core close connections that ping more often than every 5 minutes without data.</remarks>
    [DurationRange(1, 3600, AllowInfinite = true)]
    public TimeSpan KeepAliveDelay { get; set; } = TimeSpan.FromSeconds(GrpcDefaults.KeepAliveDelaySeconds);

    /// <summary>Gets or sets how long a ping may stay unanswered before the connection counts as lost.</summary>
    /// <value>Default 20 s. Range 1 s to 10 minutes. Ignored when <see cref="KeepAliveDelay"/> is infinite.</value>
    [DurationRange(1, 600)]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(GrpcDefaults.KeepAliveTimeoutSeconds);

    /// <summary>Gets or sets how often a call is tried in all when that is safe: UNAVAILABLE, and the server saw nothing of it or the method only reads.</summary>
    /// <value>Default 3. Range 1 (never again) to 10.</value>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = GrpcDefaults.MaxAttempts;

    /// <summary>Gets or sets the wait before the second attempt; it doubles with each further one and varies by up to 20 %.</summary>
    /// <value>Default 100 ms. Range 0 to 60 s.</value>
    [DurationRange(0, 60)]
    public TimeSpan InitialBackoff { get; set; } = TimeSpan.FromSeconds(GrpcDefaults.InitialBackoffSeconds);

    /// <summary>Gets or sets the longest wait between attempts.</summary>
    /// <value>Default 2 s. Range 0 to 600 s.</value>
    [DurationRange(0, 600)]
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(GrpcDefaults.MaxBackoffSeconds);

    /// <summary>Gets or sets which methods only read and may be sent again after an UNAVAILABLE that came late; it is given the path <c>/package.Service/Method</c>.</summary>
    /// <value>Default null: none. Never let it name a method that moves, triggers, starts or sets something.</value>
    public Func<string, bool>? IsReadMethod { get; set; }

    /// <summary>Gets or sets whether requests are compressed with gzip.</summary>
    /// <value>Default false. The rust-daq daemon refuses compressed requests.</value>
    public bool CompressRequests { get; set; }

    /// <summary>Gets or sets the credentials sent with every call.</summary>
    /// <value>Default null: none.</value>
    public GrpcCredentials? Credentials { get; set; }

    /// <summary>Gets or sets whether credentials may travel over plain <c>http://</c> to another machine, readable by everyone on the way.</summary>
    /// <value>Default false. Plain connections to this machine itself are always allowed.</value>
    public bool AllowCredentialsOverPlainHttp { get; set; }

    /// <summary>Gets or sets how an <c>https://</c> server is checked. Ignored for <c>http://</c>.</summary>
    /// <value>Default null: the machine's trusted roots, no client certificate.</value>
    public GrpcTlsOptions? Tls { get; set; }

    /// <summary>Gets or sets whether a proxy named by the environment is used.</summary>
    /// <value>Default false: most proxies cannot carry plain HTTP/2.</value>
    public bool UseProxy { get; set; }

    /// <summary>Gets or sets how many bytes of one stream the server may send ahead of the reader.</summary>
    /// <value>Default 1,048,576 (1 MiB); the connection enlarges it on links that need more. Range 65,535 to 16,777,216.</value>
    [Range(65_535, 16_777_216)]
    public int StreamWindowBytes { get; set; } = GrpcDefaults.StreamWindowBytes;

    /// <summary>Gets or sets the clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the source of jitter, a number from 0 to 1.</summary>
    /// <value>Default null: a random number.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<double>? Randomizer { get; set; }

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (MaxBackoff < InitialBackoff)
        {
            yield return new($"must not be shorter than {nameof(InitialBackoff)}.", [nameof(MaxBackoff)]);
        }

        if (Tls is { } tls && (tls.ClientCertificate is null) != (tls.ClientKey is null))
        {
            yield return new(
                $"needs both {nameof(GrpcTlsOptions.ClientCertificate)} and {nameof(GrpcTlsOptions.ClientKey)}, or neither.",
                [nameof(Tls)]);
        }
    }

    /// <summary>Who is told what crosses the channel; null for nobody.</summary>
    internal TapeTap? Tap { get; set; }

    /// <summary>The tape that answers instead of a server; null for a real one.</summary>
    internal ReplayLink? Replay { get; set; }

    internal GrpcChannelOptions Copy() => (GrpcChannelOptions)MemberwiseClone();
}
