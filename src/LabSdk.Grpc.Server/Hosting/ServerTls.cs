using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace LabSdk.Grpc.Server.Hosting;

/// <summary>Builds Kestrel's TLS settings from the options.</summary>
internal static class ServerTls
{
    public static HttpsConnectionAdapterOptions Create(GrpcServerOptions options)
    {
        try
        {
            using var bare = X509Certificate2.CreateFromPem(options.Certificate, options.CertificateKey!.Reveal());
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(options.Certificate);
            var tls = new HttpsConnectionAdapterOptions
            {
                SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,

                // Windows cannot use a key that exists in memory only; a PKCS#12 round trip gives it a home.
                ServerCertificate = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null),
                ServerCertificateChain = chain,
            };
            if (options.ClientRootCertificates is { } roots)
            {
                RequireClients(tls, roots);
            }

            return tls;
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            throw new LabConfigurationException(
                GrpcErrorIds.InvalidCertificate,
                "The certificate, key or client roots of the gRPC server cannot be read.",
                "Give PEM text: the part from '-----BEGIN' to '-----END', inclusive, and the key that belongs to the certificate.");
        }
    }

    private static void RequireClients(HttpsConnectionAdapterOptions tls, string pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        tls.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        tls.CheckCertificateRevocation = false;
        tls.ClientCertificateValidation = (certificate, presented, _) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }

            return chain.Build(certificate);
        };
    }
}
