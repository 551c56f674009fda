using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Daq;

using LabSdk.Daq.Wire;

public class AuthenticationTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("daq", "behaviour.json", "auth");

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Category", "Vectors")]
    public async Task Headers_are_taken_as_recorded(string name, string json)
    {
        var data = Vectors.Parse(json);
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Token = data.GetProperty("token").GetString()!);
        var headers = new Metadata();
        foreach (var header in data.GetProperty("headers").EnumerateObject())
        {
            headers.Add(header.Name, header.Value.GetString()!);
        }

        if (data.GetProperty("accepted").GetBoolean())
        {
            await CallAsync(lab, headers);
        }
        else
        {
            Assert.Equal("UNAUTHENTICATED", data.GetProperty("code").GetString());
            var text = headers.Count == 0 ? "missing authorization token" : "invalid authentication token";
            await DaemonFixture.RefusedAsync(StatusCode.Unauthenticated, text, () => CallAsync(lab, headers));
        }

        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Health_asks_for_the_token_too_and_the_handler_does_not_run()
    {
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Token = "secret");
        await DaemonFixture.RefusedAsync(StatusCode.Unauthenticated, "missing authorization token", async () =>
            await lab.Health.CheckAsync(new LabSdk.Daq.Wire.GrpcHealth.HealthCheckRequest()));
    }

    [Theory]
    [InlineData("HS256", "secret", 60, "", true)]
    [InlineData("HS256", "secret", -3600, "", false)]
    [InlineData("HS256", "other", 60, "", false)]
    [InlineData("none", "secret", 60, "", false)]
    [InlineData("HS512", "secret", 60, "", false)]
    [InlineData("HS256", "secret", 60, ",\"aud\":\"x\"", false)]
    [InlineData("HS256", "secret", 60, ",\"iss\":\"lab\",\"sub\":\"me\"", true)]
    public async Task Token_signed_with_the_secret_is_accepted(string algorithm, string secret, int expiresIn, string more, bool accepted)
    {
        var time = new ManualTime();
        await using var lab = await DaemonFixture.FaithfulAsync(options => (options.Token, options.Time) = ("secret", time));
        var expiry = time.GetUtcNow().ToUnixTimeSeconds() + expiresIn;
        var headers = new Metadata { { "authorization", $"Bearer {Sign(algorithm, $"{{\"exp\":{expiry}{more}}}", secret)}" } };
        if (accepted)
        {
            await CallAsync(lab, headers);
        }
        else
        {
            await DaemonFixture.RefusedAsync(StatusCode.Unauthenticated, "invalid authentication token", () => CallAsync(lab, headers));
        }
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.bm9qc29u.AAAA")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.W10.AAAA")]
    public async Task Broken_tokens_are_refused_calmly(string token)
    {
        await using var lab = await DaemonFixture.FaithfulAsync(options => options.Token = "secret");
        await DaemonFixture.RefusedAsync(
            StatusCode.Unauthenticated,
            "invalid authentication token",
            () => CallAsync(lab, new Metadata { { "authorization", token } }));
    }

    private static string Sign(string algorithm, string claims, string secret)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}"))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static Task<DaemonInfoResponse> CallAsync(DaemonFixture lab, Metadata headers) =>
        lab.Control.GetDaemonInfoAsync(new DaemonInfoRequest(), headers).ResponseAsync;
}
