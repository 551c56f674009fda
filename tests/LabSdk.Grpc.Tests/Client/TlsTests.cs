using Grpc.Core;
using LabSdk.Grpc.Server;
using LabSdk.Grpc.Tests.Interop;
using LabSdk.Grpc.Tests.Server;

namespace LabSdk.Grpc.Tests.Client;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task Server_with_a_private_root_is_trusted_when_the_root_is_given()
    {
        await using var test = await StartAsync("localhost", new GrpcTlsOptions { RootCertificates = _certificates.Root });
        Assert.Equal("https", test.Channel.Address.Scheme);
        Assert.Equal(new Nothing(), await test.Client.EmptyCallAsync(new Nothing()));
    }

    [Fact]
    public async Task Server_with_an_unknown_root_is_refused_with_a_hint()
    {
        await using var test = await StartAsync("localhost", null);
        var error = await FailAsync(test);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("TLS", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("RootCertificates", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_for_another_host_is_refused_unless_that_name_is_expected()
    {
        var tls = new GrpcTlsOptions { RootCertificates = _certificates.Root };
        await using (var test = await StartAsync("lab7.example.org", tls))
        {
            Assert.Equal(StatusCode.Unavailable, (await FailAsync(test)).StatusCode);
        }

        tls.TargetHost = "lab7.example.org";
        await using var named = await StartAsync("lab7.example.org", tls);
        Assert.Equal(new Nothing(), await named.Client.EmptyCallAsync(new Nothing()));
    }

    [Fact]
    public async Task Client_certificate_is_sent_and_required()
    {
        var (certificate, key) = _certificates.Issue("scientist");
        var tls = new GrpcTlsOptions { RootCertificates = _certificates.Root, ClientCertificate = certificate, ClientKey = key };
        await using (var test = await StartAsync("localhost", tls, _certificates.Root))
        {
            Assert.Equal(new Nothing(), await test.Client.EmptyCallAsync(new Nothing()));
        }

        await using var without = await StartAsync("localhost", new GrpcTlsOptions { RootCertificates = _certificates.Root }, _certificates.Root);
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(without)).StatusCode);

        using var strangers = new TestCertificates();
        var (strange, strangeKey) = strangers.Issue("stranger");
        var wrong = new GrpcTlsOptions { RootCertificates = _certificates.Root, ClientCertificate = strange, ClientKey = strangeKey };
        await using var stranger = await StartAsync("localhost", wrong, _certificates.Root);
        Assert.Equal(StatusCode.Unavailable, (await FailAsync(stranger)).StatusCode);
    }

    [Fact]
    public void Unusable_certificates_are_named_and_the_key_is_not_shown()
    {
        var (certificate, _) = _certificates.Issue("a");
        var (_, otherKey) = _certificates.Issue("b");
        foreach (var tls in (GrpcTlsOptions[])
        [
            new() { RootCertificates = "/etc/lab/root.pem" },
            new() { RootCertificates = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
            new() { ClientCertificate = certificate, ClientKey = "canary" },
            new() { ClientCertificate = certificate, ClientKey = otherKey },
        ])
        {
            var error = Assert.Throws<LabConfigurationException>(
                () => GrpcChannel.Create("https://localhost:1", new GrpcChannelOptions { Tls = tls }));
            Assert.Equal(GrpcErrorIds.InvalidCertificate, error.ErrorId);
            Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        }
    }

    private static Task<RpcException> FailAsync(TestServer test) =>
        Assert.ThrowsAsync<RpcException>(async () => await test.Client.EmptyCallAsync(new Nothing()));

    private Task<TestServer> StartAsync(string host, GrpcTlsOptions? tls, string? clientRoots = null)
    {
        var (certificate, key) = _certificates.Issue(host);
        var options = new GrpcServerOptions { Certificate = certificate, CertificateKey = key, ClientRootCertificates = clientRoots };
        return TestServer.StartAsync(options, new GrpcChannelOptions { Tls = tls, MaxAttempts = 1 });
    }
}
