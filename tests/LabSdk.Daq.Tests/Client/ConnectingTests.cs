using LabSdk.Endpoints;
using LabSdk.Grpc;
using StatusCode = Grpc.Core.StatusCode;

namespace LabSdk.Daq.Tests.Client;

public class ConnectingTests
{
    [Fact]
    public async Task Connect_verifies_the_daemon_and_keeps_what_it_says()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        await using var client = await daemon.ConnectAsync();
        Assert.Equal("0.1.0", client.Daemon.Version);
        Assert.Equal(TimeSpan.FromSeconds(3), client.Daemon.Uptime);
        Assert.Equal(DaqConnectionState.Connected, client.Status.State);
    }

    [Fact]
    public async Task Wrong_address_says_what_to_try()
    {
        var error = await Assert.ThrowsAsync<DaqConnectionException>(() => DaqClient.ConnectAsync("127.0.0.1:1"));
        Assert.Equal(DaqErrorIds.Unreachable, error.ErrorId);
        Assert.Equal(GrpcStatusCode.Unavailable, error.Details.Status);
        Assert.True(error.IsTransient);
        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.Contains("daemon", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer s3cret", true)]
    [InlineData("Bearer other", false)]
    public async Task Token_travels_as_bearer_and_a_refusal_names_the_option(string expected, bool accepted)
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        daemon.Control.OnInfo = context => context.RequestHeaders.GetValue("authorization") == expected
            ? new LabSdk.Daq.Wire.DaemonInfoResponse { Version = "1" }
            : throw ScriptedDaemon.Error(StatusCode.Unauthenticated, "invalid authentication token");
        var connecting = daemon.ConnectAsync(options => options.Token = "s3cret");
        if (accepted)
        {
            await (await connecting).DisposeAsync();
            return;
        }

        var error = await Assert.ThrowsAsync<DaqConnectionException>(() => connecting);
        Assert.Equal(DaqErrorIds.Unauthenticated, error.ErrorId);
        Assert.False(error.IsTransient);
        Assert.Contains("DAQ_TOKEN", error.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_report_all_faults_at_once()
    {
        var error = await Assert.ThrowsAsync<LabConfigurationException>(
            () => DaqClient.ConnectAsync(new DaqOptions { Timeout = TimeSpan.Zero, MaximumMessageLength = 1 }));
        Assert.Contains("Timeout", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumMessageLength", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_with_options_fills_them()
    {
        var options = DaqOptions.FromEndpoint(LabEndpoint.Parse("daq://host:1234?timeout=5s&token=abc"));
        Assert.Equal("http://host:1234", options.Address);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Timeout);
        Assert.Equal("abc", options.Token!.Reveal());
        Assert.Equal("https://host:1234", DaqOptions.FromEndpoint(LabEndpoint.Parse("https://host:1234")).Address);
    }

    [Fact]
    public async Task Use_after_dispose_says_that_the_client_is_closed()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var client = await daemon.ConnectAsync();
        await client.DisposeAsync();
        await client.DisposeAsync();
        var error = await Assert.ThrowsAsync<LabConnectionException>(() => client.GetDaemonInfoAsync());
        Assert.Equal(CoreErrorIds.Closed, error.ErrorId);
        Assert.Equal(DaqConnectionState.Closed, client.Status.State);
    }

    [Theory]
    [InlineData("localhost:80", "http://localhost:80/")]
    [InlineData(" [::1] ", "http://[::1]:50051/")]
    [InlineData("HTTPS://x:443/", "https://x:443/")]
    [InlineData("daq://10.0.0.1", "http://10.0.0.1:50051/")]
    public void Address_keeps_an_explicit_port(string text, string url) => Assert.Equal(new Uri(url), DaqAddress.Parse(text).Uri);

    [Theory]
    [InlineData("host:0x5")]
    [InlineData("host:70000")]
    [InlineData("user:pw@host:5")]
    [InlineData("[::1")]
    [InlineData("[::1]50051")]
    [InlineData("::1")]
    [InlineData("ho st")]
    [InlineData("grpc://x")]
    public void Address_that_cannot_be_is_refused(string text) =>
        Assert.Equal(DaqErrorIds.InvalidAddress, Assert.Throws<LabConfigurationException>(() => DaqAddress.Parse(text)).ErrorId);

    [Fact]
    public void Hostile_addresses_throw_only_configuration_errors()
    {
        const string alphabet = "ht[]:/@.1%? \\-daq#\u00e4\0";
        var random = new Random(11);
        for (var round = 0; round < 50_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 14)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            try
            {
                DaqAddress.Parse(text);
            }
            catch (LabConfigurationException)
            {
            }
        }
    }
}
