using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using LabSdk.Grpc;
using LabSdk.Grpc.Credentials;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class ConnectionTests
{
    public static TheoryData<string, string> ErrorTexts => Vectors.Load("daq", "behaviour.json", "hardware_error_text");

    [Fact]
    public async Task Tls_serves_a_certificate_that_a_private_root_vouches_for()
    {
        var (certificate, key) = SelfSigned();
        await using var daemon = await SimulatedDaemon.StartAsync(
            new SimulatedDaemonOptions { Certificate = certificate, CertificateKey = key });
        Assert.StartsWith("https://127.0.0.1:", daemon.Address, StringComparison.Ordinal);
        await using var trusting = GrpcChannel.Create(
            daemon.Address, new GrpcChannelOptions { MaxAttempts = 1, Tls = new GrpcTlsOptions { RootCertificates = certificate } });
        Assert.Equal("0.1.0", (await InfoAsync(trusting)).Version);
        await using var doubting = GrpcChannel.Create(daemon.Address, new GrpcChannelOptions { MaxAttempts = 1 });
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, () => InfoAsync(doubting));
    }

    [Fact]
    public async Task Compressed_requests_are_refused_as_tonic_does()
    {
        await using var daemon = await SimulatedDaemon.StartAsync();
        await using var channel = GrpcChannel.Create(daemon.Address, new GrpcChannelOptions { MaxAttempts = 1, CompressRequests = true });
        await DaemonFixture.RefusedAsync(
            StatusCode.Unimplemented, "Content is compressed with `gzip` which isn't supported", () => InfoAsync(channel));
    }

    [Theory]
    [InlineData(true, "1", "Timeout%20expired")]
    [InlineData(false, "4", null)]
    public async Task Deadline_is_answered_in_the_manner_of_the_quirk(bool quirk, string status, string? text)
    {
        await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions
        {
            Quirks = DaemonQuirks.None with { DeadlineAnsweredAsCancelled = quirk },
        });
        daemon.Faults.On("GetDaemonInfo", Fault.Delay(TimeSpan.FromMinutes(1)));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{daemon.Address}/daq.ControlService/GetDaemonInfo")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { { "content-type", "application/grpc" } } },
        };
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-timeout", "50m");
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        Assert.Equal(status, Assert.Single(headers.GetValues("grpc-status")));
        if (text is not null)
        {
            Assert.Equal(text.Replace("%20", " ", StringComparison.Ordinal), WebUtility.UrlDecode(Assert.Single(headers.GetValues("grpc-message"))));
        }
    }

    [Theory]
    [MemberData(nameof(ErrorTexts))]
    [Trait("Category", "Vectors")]
    public void Driver_texts_become_the_recorded_status(string name, string json)
    {
        var data = Vectors.Parse(json);
        var refusal = LabSdk.Simulation.Daq.RpcErrors.From(new LabSdk.Simulation.Daq.DriverFault(data.GetProperty("text").GetString()!));
        Assert.Equal(data.GetProperty("code").GetString()!.Replace("_", "", StringComparison.Ordinal), refusal.StatusCode.ToString(), ignoreCase: true);
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Cut_connections_end_calls_but_not_the_daemon()
    {
        await using var lab = await DaemonFixture.BenchAsync();
        await lab.MoveAsync("mock_stage", 3);
        using var stream = lab.Hardware.StreamPosition(
            new StreamPositionRequest { DeviceId = "mock_stage", RateHz = 100 }, cancellationToken: lab.Limit);
        Assert.True(await stream.ResponseStream.MoveNext(lab.Limit));
        lab.Daemon.CutConnections();
        await DaemonFixture.RefusedAsync(StatusCode.Unavailable, async () =>
        {
            while (await stream.ResponseStream.MoveNext(lab.Limit))
            {
            }
        });
        Assert.Equal(3, await lab.PositionAsync("mock_stage"));
    }

    [Fact]
    public async Task Localhost_is_understood_as_an_address_to_listen_on()
    {
        await using var daemon = await SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { Host = "localhost" });
        Assert.StartsWith("http://127.0.0.1:", daemon.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unusable_ring_buffer_folder_has_an_error_page()
    {
        var file = Path.GetTempFileName();
        try
        {
            var error = await Assert.ThrowsAsync<LabConfigurationException>(
                () => SimulatedDaemon.StartAsync(new SimulatedDaemonOptions { RingBufferFolder = Path.Combine(file, "below") }));
            Assert.Equal(SimulationErrorIds.RingBuffer, error.ErrorId);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<DaemonInfoResponse> InfoAsync(GrpcChannel channel) =>
        new ControlService.ControlServiceClient(channel.CreateCallInvoker()).GetDaemonInfoAsync(new DaemonInfoRequest()).ResponseAsync;

    private static (string Certificate, string Key) SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=simulated daemon", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
