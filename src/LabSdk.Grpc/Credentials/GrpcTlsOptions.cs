namespace LabSdk.Grpc;

/// <summary>How a client checks an <c>https://</c> server and shows itself to it. There is no way to accept every certificate.</summary>
/// <remarks>Copied when the channel is created; later changes have no effect.</remarks>
public sealed class GrpcTlsOptions
{
    /// <summary>Gets or sets the PEM text of one or more root certificates that are trusted instead of the machine's own.</summary>
    /// <value>Default null: the machine's trusted roots.</value>
    public string? RootCertificates { get; set; }

    /// <summary>Gets or sets the PEM text of the client certificate, with any intermediates after it.</summary>
    /// <value>Default null: no client certificate. Needs <see cref="ClientKey"/>.</value>
    public string? ClientCertificate { get; set; }

    /// <summary>Gets or sets the PEM text of the client certificate's private key, not encrypted.</summary>
    /// <value>Default null.</value>
    public Secret? ClientKey { get; set; }

    /// <summary>Gets or sets the host name expected in the server's certificate, when it differs from the one in the address; it is also sent as the host (<c>:authority</c>).</summary>
    /// <value>Default null: the host of the address.</value>
    public string? TargetHost { get; set; }
}
