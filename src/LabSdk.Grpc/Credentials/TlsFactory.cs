using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LabSdk.Grpc.Credentials;

/// <summary>Builds the framework's TLS settings from <see cref="GrpcTlsOptions"/>.</summary>
internal static class TlsFactory
{
    public static SslClientAuthenticationOptions Create(GrpcTlsOptions options)
    {
        var tls = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (options.RootCertificates is { } roots)
        {
            // Private roots rarely publish revocation lists, and the lab may be offline.
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(ReadRoots(roots));
        }

        if (options.ClientCertificate is { } certificate)
        {
            tls.ClientCertificateContext = ReadClient(certificate, options.ClientKey!);
        }

        return tls;
    }

    private static X509Certificate2Collection ReadRoots(string pem)
    {
        var roots = new X509Certificate2Collection();
        Import(roots, pem, nameof(GrpcTlsOptions.RootCertificates));
        return roots;
    }

    private static SslStreamCertificateContext ReadClient(string pem, Secret key)
    {
        var chain = new X509Certificate2Collection();
        Import(chain, pem, nameof(GrpcTlsOptions.ClientCertificate));
        try
        {
            using var bare = X509Certificate2.CreateFromPem(pem, key.Reveal());

            // Windows cannot use a key that exists in memory only; a PKCS#12 round trip gives it a home.
            var certificate = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
            return SslStreamCertificateContext.Create(certificate, chain, offline: true);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw Invalid(nameof(GrpcTlsOptions.ClientKey), "does not hold the private key of the client certificate", null);
        }
    }

    private static void Import(X509Certificate2Collection target, string pem, string option)
    {
        try
        {
            target.ImportFromPem(pem);
        }
        catch (CryptographicException unreadable)
        {
            throw Invalid(option, "holds a certificate that cannot be read", unreadable);
        }

        if (target.Count == 0)
        {
            throw Invalid(option, "holds no certificate", null);
        }
    }

    private static LabConfigurationException Invalid(string option, string problem, Exception? cause) => new(
        GrpcErrorIds.InvalidCertificate,
        $"The TLS option {option} {problem}.",
        "Give PEM text: the part from '-----BEGIN' to '-----END', inclusive.",
        innerException: cause);
}
