using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using Grpc.Core;
using LabSdk.Grpc.Server.Interception;
using LabSdk.Options;

namespace LabSdk.Grpc.Server;

/// <summary>Settings of a <see cref="GrpcServer"/>. They are copied when the server starts; later changes have no effect.</summary>
public sealed class GrpcServerOptions : IValidatableObject
{
    /// <summary>Gets or sets the address to listen on, an IP address.</summary>
    /// <value>Default <c>127.0.0.1</c>: reachable from this machine only. <c>0.0.0.0</c> means all IPv4 addresses.</value>
    [Required]
    public string BindAddress { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the TCP port.</summary>
    /// <value>Default 0: any free port, see <see cref="GrpcServer.Port"/>. Range 0 to 65,535.</value>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>Gets or sets the largest message that is accepted, in bytes, measured after decompression.</summary>
    /// <value>Default 4,194,304 (4 MiB). Range 1 to 2,147,483,591.</value>
    [Range(1, 2_147_483_591)]
    public int MaxReceiveMessageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Gets or sets the largest message that is sent, in bytes, as it is sent.</summary>
    /// <value>Default 67,108,864 (64 MiB). Range 1 to 2,147,483,591.</value>
    [Range(1, 2_147_483_591)]
    public int MaxSendMessageBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets whose manners the server shows where implementations differ.</summary>
    /// <value>Default <see cref="GrpcServerStyle.Standard"/>.</value>
    public GrpcServerStyle Style { get; set; }

    /// <summary>Gets or sets whether compressed requests are accepted and replies may be compressed.</summary>
    /// <value>Default true. The rust-daq daemon does neither: it answers UNIMPLEMENTED.</value>
    public bool AcceptCompression { get; set; } = true;

    /// <summary>Gets or sets whether replies are compressed with gzip for clients that accept it.</summary>
    /// <value>Default false. Ignored when <see cref="AcceptCompression"/> is false.</value>
    public bool CompressResponses { get; set; }

    /// <summary>Gets or sets the PEM text of the server certificate, with any intermediates after it; switches TLS on.</summary>
    /// <value>Default null: plain HTTP/2. Needs <see cref="CertificateKey"/>.</value>
    public string? Certificate { get; set; }

    /// <summary>Gets or sets the PEM text of the certificate's private key, not encrypted.</summary>
    /// <value>Default null.</value>
    public Secret? CertificateKey { get; set; }

    /// <summary>Gets or sets the PEM text of the roots that client certificates must come from; clients without one are refused.</summary>
    /// <value>Default null: client certificates are not asked for.</value>
    public string? ClientRootCertificates { get; set; }

    /// <summary>Gets or sets how many calls one connection may run at a time.</summary>
    /// <value>Default 1,000. Range 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxStreamsPerConnection { get; set; } = 1000;

    /// <summary>Gets or sets how long <see cref="GrpcServer.StopAsync"/> lets running calls finish.</summary>
    /// <value>Default 2 s. Range 0 to 10 minutes.</value>
    [DurationRange(0, 600)]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A second port that answers only <see cref="Pages"/>, over HTTP/1.1, for browsers and collectors of metrics; null for none, 0 for any.</summary>
    internal int? PagePort { get; set; }

    /// <summary>Texts to answer a GET with, by path; made for each request.</summary>
    internal Dictionary<string, Func<string>> Pages { get; private set; } = new(StringComparer.Ordinal);

    internal List<Action<ServiceBinderBase>> Services { get; private set; } = [];

    internal List<IServerInterceptor> Interceptors { get; private set; } = [];

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(BindAddress, out _))
        {
            yield return new("must be an IP address, for example 127.0.0.1 or 0.0.0.0.", [nameof(BindAddress)]);
        }

        if ((Certificate is null) != (CertificateKey is null))
        {
            yield return new("must be given together with the other one, or not at all.", [nameof(Certificate), nameof(CertificateKey)]);
        }

        if (ClientRootCertificates is not null && Certificate is null)
        {
            yield return new($"needs TLS: give {nameof(Certificate)} too.", [nameof(ClientRootCertificates)]);
        }
    }

    /// <summary>Adds a service, for example <c>options.AddService(binder => HardwareService.BindService(binder, implementation))</c>.</summary>
    internal void AddService(Action<ServiceBinderBase> bind) => Services.Add(bind);

    /// <summary>Adds an interceptor; the first added sees a call first.</summary>
    internal void AddInterceptor(IServerInterceptor interceptor) => Interceptors.Add(interceptor);

    internal GrpcServerOptions Copy()
    {
        var copy = (GrpcServerOptions)MemberwiseClone();
        copy.Services = [.. Services];
        copy.Pages = new Dictionary<string, Func<string>>(Pages, StringComparer.Ordinal);
        copy.Interceptors = [.. Interceptors];
        return copy;
    }
}
