using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LabSdk.Mds.Tests.Upload;

public class TlsTests
{
    [Fact]
    public async Task A_service_with_an_untrusted_certificate_gets_nothing()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(socket.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                return await tls.ReadAsync(new byte[1]);
            }
            catch (Exception error) when (error is AuthenticationException or IOException)
            {
                return 0;
            }
        });
        await using var uploader = new ChunkUploader(
            UploadRig.Config($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/x"), UploadRig.Options(options => options.AllowedHosts = ["localhost"]));
        var result = await uploader.UploadAsync(UploadRig.Chunk(1)).WaitAsync(UploadRig.Limit);
        Assert.Equal((false, 0), (result.IsSuccess, result.Status));
        Assert.Equal(0, await serving.WaitAsync(UploadRig.Limit));
    }
}
